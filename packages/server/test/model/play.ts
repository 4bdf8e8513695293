import { type Act, act } from './acts.ts'
import type { Stage } from './cast.ts'
import { checkAtTheEnd, checkInvariants } from './invariants.ts'
import { Broken, beginStory, type Story } from './story.ts'

/** Whatever was to be sent has arrived: an owner who could not be told is a red flag. */
const messagesArrive = (story: Story) =>
  story.stage.core.db.updateTable('outbox').set({ sent_at: story.now() }).where('sent_at', 'is', null).execute()

/** Plays one story from the first day on.
 * @throws Broken with the whole story, as soon as the service did what it must not */
export async function play(stage: Stage, acts: Act[], seen: Map<string, number>): Promise<void> {
  await stage.reset()
  const story = beginStory(stage, seen)
  const tried = new Set<string>()
  try {
    for (const one of acts) {
      await act(story, one)
      await messagesArrive(story)
      await checkInvariants(story, tried)
    }
    await checkAtTheEnd(story)
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    const told = story.lines.map((line, n) => `${String(n + 1).padStart(3)}. ${line}`).join('\n')
    throw new Broken(`${error.message}\n${told}`)
  }
}
