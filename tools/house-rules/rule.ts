import type { Source } from './source.ts'

/** A place that breaks a rule. */
export interface Finding {
  path: string
  line: number
  what: string
}

/** A made-up file that a rule is tried on. */
export interface Sample {
  path: string
  text: string
}

/** One rule of the house (DESIGN §1–2), with samples that prove that it still bites. */
export interface Rule {
  name: string
  find(source: Source): Finding[]
  /** Each of these must be found. A gate that nobody has seen fail is no gate. */
  planted: Sample[]
  /** None of these may be found. */
  allowed: Sample[]
}

export const at = (source: Source, line: number, what: string): Finding => ({ path: source.path, line, what })
