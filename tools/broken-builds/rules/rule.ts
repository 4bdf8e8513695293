import type { Change } from '../breakage.ts'

/** A rule of the specification that a copy of our sources breaks: one of these tests must fail then. */
export interface RuleBreakage {
  /** Of the specification, as tests are named after it. */
  id: string
  /** What is wrong in that copy, in one line. */
  mistake: string
  changes: Change[]
  /** Test files below `packages/`. */
  tests: string[]
  /** Where only that engine shows it. */
  needs?: 'postgres'
}

/** Writes breakages of one rule down, one in a line or two. @param tests where it is proved, below `packages/` */
export const breaking =
  (id: string, ...tests: string[]) =>
  (mistake: string, ...changes: Change[]): RuleBreakage => ({ id, mistake, changes, tests })

/** In this file, this text, which is there once, becomes another. */
export const change = (file: string, find: string, replace: string): Change => ({ file, find, replace })
