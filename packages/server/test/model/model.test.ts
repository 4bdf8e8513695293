import fc from 'fast-check'
import { expect, it } from 'vitest'
import { enginesOfThisRun, forEachEngine } from '../../src/testing/index.ts'
import type { Act } from './acts.ts'
import { setStage } from './cast.ts'
import { play } from './play.ts'
import { stories } from './stories.ts'
import { Broken } from './story.ts'

// Made-up stories of an owner, an attacker who knows the password, approvers, administrators and the clock, played on the whole
// service, and held against what the specification alone says. `npm run model` plays thousands of them, drawn anew, and shares
// them out among processes; a failure prints the shortest story that still fails, and `MODEL_SEED` and `MODEL_PATH` play it again.

const { MODEL_ENGINE, MODEL_RUNS, MODEL_SHORTEN, MODEL_MINUTES, MODEL_SEED, MODEL_PATH } = process.env
/** Every ordinary run plays the same stories, so that it says something about the change; more of them are drawn anew each time. */
const ordinary = 20261122
/** What two cores do in about half a minute each. */
const runsOf = { sqlite: 120, postgres: 30 }
/** ms for a story on a machine that has much other work: what takes longer is stuck. */
const perRun = 20_000

/** The shortest story that still fails, and how to play it again. */
function shortest(played: fc.RunDetails<[Act[]]>): string {
  const { errorInstance, seed, counterexamplePath, numRuns, numShrinks } = played
  const story = errorInstance instanceof Broken ? errorInstance.message : errorInstance instanceof Error ? errorInstance.stack : ''
  return `${story}\n\nStory ${numRuns}, shortened ${numShrinks} times. Again: MODEL_SEED=${seed} MODEL_PATH=${counterexamplePath}`
}

forEachEngine('whatever anybody does in whatever order', (engine) => {
  const runs = MODEL_RUNS ? Number(MODEL_RUNS) : runsOf[engine.engine]
  it.skipIf(MODEL_ENGINE !== undefined && MODEL_ENGINE !== engine.engine)(
    'nobody gets a session without a way in, nothing is accepted twice, no one does what they may not, and the record tells it all',
    async () => {
      const stage = await setStage(engine)
      const seen = new Map<string, number>()
      let acts = 0
      let told = 0
      const from = performance.now()
      try {
        const played = await fc.check(
          fc.asyncProperty(stories, async (story: Act[]) => {
            acts += story.length
            await play(stage, story, seen)
            told += 1
            if (told % 500 === 0) console.log(`${engine.engine}: ${told} stories, nothing wrong`)
          }),
          {
            numRuns: runs,
            ...(MODEL_SEED || !MODEL_RUNS ? { seed: Number(MODEL_SEED ?? ordinary) } : {}),
            ...(MODEL_MINUTES ? { interruptAfterTimeLimit: Number(MODEL_MINUTES) * 60_000 } : {}),
            ...(MODEL_PATH ? { path: MODEL_PATH } : {}),
            // Making it shorter takes longer than finding it.
            endOnFailure: MODEL_PATH !== undefined || MODEL_SHORTEN === 'no',
          },
        )
        if (played.failed) throw new Error(shortest(played))
      } finally {
        const seconds = (performance.now() - from) / 1000
        console.log(
          `${engine.engine}: ${told} stories, ${acts} acts in ${seconds.toFixed(0)} s; ${JSON.stringify(Object.fromEntries([...seen].toSorted()))}`,
        )
        await stage.close()
      }
    },
    Math.max(runs * perRun, 120_000),
  )
})

it('plays on every engine of this run', () => {
  expect(enginesOfThisRun()).toContain('sqlite')
})
