/** Hands a file that is already here to the browser's downloads. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // A large file is still being written after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
