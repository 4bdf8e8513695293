/** One figure. */
export interface Figure {
  /** Short and stable: other programs follow it through time. */
  name: string
  /** As people read it. */
  what: string
  value: number
  unit: 'B' | 'KB' | 'ms' | 'MB' | '/s' | '%' | 'requests' | 'lines' | 'files' | 'µs' | 'p' | 'δ'
  /** What DESIGN's budget allows: at most, or at least. Absent where the figure only explains another. */
  atMost?: number
  atLeast?: number
  note?: string
}

const digits = (value: number): number => (value < 10 ? 2 : value < 1000 ? 1 : 0)
const shown = (value: number, unit: Figure['unit']): string =>
  `${Number.isInteger(value) ? value : value.toFixed(unit === 'p' || unit === 'δ' ? 3 : digits(value))}${unit === '%' || unit === '/s' ? '' : ' '}${unit}`

const budgetOf = ({ atMost, atLeast, unit }: Figure): string => {
  if (atMost !== undefined) return `≤ ${shown(atMost, unit)}`
  return atLeast === undefined ? '' : `≥ ${shown(atLeast, unit)}`
}

/** Whether the figure keeps its budget; undefined without one. */
export function keepsBudget({ value, atMost, atLeast }: Figure): boolean | undefined {
  if (atMost !== undefined) return value <= atMost
  return atLeast === undefined ? undefined : value >= atLeast
}

const mark = (kept: boolean | undefined): string => (kept === undefined ? '' : kept ? 'kept' : 'MISSED')

/** The table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['what', 'measured', 'budget', '', 'note']
  const rows = figures.map((one) => [one.what, shown(one.value, one.unit), budgetOf(one), mark(keepsBudget(one)), one.note ?? ''])
  const widths = head.map((title, nth) => Math.max(title.length, ...rows.map((row) => row[nth]?.length ?? 0)))
  const line = (cells: string[]): string =>
    cells
      .map((cell, nth) => cell.padEnd(widths[nth] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

/** One line for programs. */
export const jsonOf = (figure: Figure): string => JSON.stringify({ ...figure, kept: keepsBudget(figure) })

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The value that `share` of all are not above, such as 0.99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
