/** ms by which the server's clock is ahead of this computer's. Deadlines are the server's, so countdowns go by its clock. */
let ahead = 0

/** Takes the server's time from an answer that tells it. */
export function learnTime(answer: unknown): void {
  if (typeof answer === 'object' && answer !== null && 'now' in answer && typeof answer.now === 'number') ahead = answer.now - Date.now()
}

/** The server's time, ms since 1970. */
export const serverNow = (): number => Date.now() + ahead
