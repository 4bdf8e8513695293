/** The nth number after the program's name. */
export function number(nth: number): number {
  const text = process.argv[3 + nth]
  const value = Number(text)
  if (!text || !Number.isFinite(value)) throw new Error(`Argument ${nth + 1} must be a number`)
  return value
}
