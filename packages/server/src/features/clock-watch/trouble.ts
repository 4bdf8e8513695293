import { days, type Instant, minutes } from '../../kernel/clock.ts'

/** What is wrong with the clock.
 * - `jump`: it was moved while the service ran, or the machine slept
 * - `database`: it is not that of the database
 * - `record`: something was recorded later than now: it was set back, or another node's is wrong */
export type TroubleKind = 'jump' | 'database' | 'record'

export interface ClockTrouble {
  kind: TroubleKind
  /** ms by which this machine is ahead; negative where it is behind. */
  by: number
  at: Instant
}

/** More than this, ms, is no mere unevenness: NTP keeps machines within a fraction of a second. */
export const mostOff = 5000

/** ms between two looks. */
export const lookEvery = minutes(2)

/** How long it is shown after it was last seen: what goes on is seen again at each look; a jump is an event. */
const shownFor: Record<TroubleKind, number> = { jump: days(1), database: 3 * lookEvery, record: 3 * lookEvery }

export const troubleKinds: readonly TroubleKind[] = ['jump', 'database', 'record']

/** Whether it is still worth saying. */
export const isShown = (trouble: ClockTrouble, now: Instant): boolean => Math.abs(now - trouble.at) < shownFor[trouble.kind]

/** Reads what {@link writtenTrouble} made; undefined if it is something else. */
export function readWritten(text: string): ClockTrouble | undefined {
  const [, kind, by, at] = /^(jump|database|record) (-?\d+) (\d+)$/.exec(text) ?? []
  return kind && by && at ? { kind: kind as TroubleKind, by: Number(by), at: Number(at) } : undefined
}

export const writtenTrouble = ({ kind, by, at }: ClockTrouble): string => `${kind} ${by} ${at}`

const size = (by: number): string => `${Math.round(Math.abs(by) / 1000)} s`

/** One sentence for the operator: what is so, and what to do. */
export function troubleText({ kind, by }: ClockTrouble): string {
  switch (kind) {
    case 'jump':
      return `this machine's clock was set ${by > 0 ? 'ahead' : 'back'} by ${size(by)} while the service ran (or the machine slept): set it by NTP`
    case 'database':
      return `this machine's clock is ${size(by)} ${by > 0 ? 'ahead of' : 'behind'} that of the database: set both by NTP`
    case 'record':
      return `the last record is ${size(by)} ahead of this machine: its clock was set back, or another node's is wrong`
  }
}
