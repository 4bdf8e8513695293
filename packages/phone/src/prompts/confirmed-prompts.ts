import { serverNow } from '../api/server-clock.ts'
import { observable } from '../state/observable.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { type ConfirmedPrompt, readNote, writeNote } from '../storage/notes.ts'

/** ms for which "It wasn't me" still ends what was confirmed (SI-5). */
const regret = 10 * 60_000

/** What was confirmed on this phone lately, newest first. */
export const confirmedPrompts = observable<readonly ConfirmedPrompt[]>([])

/** Those that can still be taken back. */
export const stillRegrettable = (all: readonly ConfirmedPrompt[], now: number): ConfirmedPrompt[] =>
  all.filter((one) => now - one.confirmedAt < regret)

async function keep(change: (before: ConfirmedPrompt[]) => ConfirmedPrompt[]): Promise<void> {
  const kept = change(stillRegrettable(confirmedPrompts.get(), serverNow()))
  confirmedPrompts.set(() => kept)
  await writeNote('confirmed', kept).catch(() => undefined)
}

export async function loadConfirmed(): Promise<void> {
  const kept = (await readNote('confirmed')) ?? []
  confirmedPrompts.set(() => kept)
}

export const rememberConfirmed = ({ device, prompt }: OpenPrompt): Promise<void> =>
  keep((before) => [{ device, prompt, confirmedAt: serverNow() }, ...before])

export const forgetConfirmed = (prompt: string): Promise<void> => keep((before) => before.filter((one) => one.prompt.id !== prompt))
