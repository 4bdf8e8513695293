/** A text in parts: what can be opened, and what stands between. Only http(s) addresses become links. */
export function withLinks(text: string): { text: string; link: boolean }[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => ({ text: part, link: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}
