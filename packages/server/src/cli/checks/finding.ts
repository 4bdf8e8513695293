import type { Assembled } from '../../assemble.ts'

/** What a check of `sparekey doctor` found. */
export interface Finding {
  /** `hint`: works, and could be better. `bad`: somebody will notice. */
  state: 'ok' | 'hint' | 'bad'
  /** One sentence: what is so, and what to do. */
  says: string
}

/** Looks at one side of the set-up; changes nothing. */
export type Check = (opened: Pick<Assembled, 'core'>) => Promise<Finding[]>
