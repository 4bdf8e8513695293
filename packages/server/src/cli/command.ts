/** One command of `sparekey`. */
export interface Command {
  /** How it is called, as help shows it. */
  usage: string
  /** One line. */
  what: string
  /** @returns the exit code
   * @throws with a sentence that says what to do */
  run(args: string[]): Promise<number>
}

/** Ends a command with one line for the operator; never a stack. */
export class Misuse extends Error {}
