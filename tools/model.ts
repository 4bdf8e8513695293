import { type ChildProcess, spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from './postgres.ts'
import { root } from './run.ts'

// Many made-up stories of the model test, drawn anew, on both engines, with one process for each core:
//   npm run model                                  5,000 on each engine
//   npm run model -- --stories 200                 fewer
//   npm run model -- --engine postgres             one engine
//   npm run model -- --minutes 25                  each process for so long at most
//   npm run model -- --processes 4                 more or fewer at a time
// A failure prints the shortest story that still fails and how to play it again.

const text = { type: 'string' } as const
const { values: given } = parseArgs({ options: { stories: text, processes: text, engine: text, minutes: text } })
const stories = Number(given.stories ?? 5000)
const atOnce = Number(given.processes ?? Math.max(1, availableParallelism()))
const engines = (['postgres', 'sqlite'] as const).filter((engine) => given.engine === undefined || given.engine === engine)
if (!(stories > 0) || !(atOnce > 0) || engines.length === 0) {
  console.error('--stories and --processes are numbers above 0, --engine is sqlite or postgres')
  process.exit(1)
}
/** So many stories are played by one process, so that none is left alone with a long rest. */
const share = Math.max(25, Math.min(250, Math.ceil(stories / atOnce)))

interface Share {
  engine: 'sqlite' | 'postgres'
  stories: number
}

/** What each process plays. The slower engine comes first. */
const shares: Share[] = engines.flatMap((engine) =>
  Array.from({ length: Math.ceil(stories / share) }, (_, n) => ({ engine, stories: Math.min(share, stories - n * share) })),
)

const postgres = engines.includes('postgres') ? await startPostgres() : undefined
const running = new Set<ChildProcess>()
const stop = (): void => {
  for (const child of running) child.kill('SIGKILL')
  postgres?.stop()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stop()
    process.exit(1)
  })

const told = new Map<string, number>()
const seen = new Map<string, number>()
let failed = 0

function play(one: Share): Promise<void> {
  const { minutes } = given
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'long', 'packages/server/test/model'], {
    cwd: root,
    env: {
      ...process.env,
      MODEL_ENGINE: one.engine,
      MODEL_RUNS: String(one.stories),
      ...(minutes ? { MODEL_MINUTES: minutes } : {}),
      ...(postgres ? { TEST_POSTGRES_URL: postgres.url } : {}),
      SPAREKEY_ENGINES: one.engine === 'postgres' ? 'all' : '',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  const hear = (part: Buffer): void => {
    said += part.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return new Promise((go) =>
    child.once('close', (code) => {
      running.delete(child)
      const [, played, , , by] = /: (\d+) stories, (\d+) acts in (\d+) s; (\{.*\})/.exec(said) ?? []
      told.set(one.engine, (told.get(one.engine) ?? 0) + Number(played ?? 0))
      for (const [what, times] of Object.entries(JSON.parse(by ?? '{}') as Record<string, number>))
        seen.set(what, (seen.get(what) ?? 0) + times)
      // Without a line of its own it played nothing.
      if (code !== 0 || played === undefined) {
        failed += 1
        console.error(said)
      }
      const minute = ((performance.now() - from) / 60_000).toFixed(1)
      console.log(
        `${minute} min: ${[...told].map(([engine, count]) => `${engine} ${count}`).join(', ')}${failed ? `, ${failed} FAILED` : ''}`,
      )
      go()
    }),
  )
}

const from = performance.now()
const rest = shares[Symbol.iterator]()
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const one of rest) await play(one)
  }),
)
stop()
console.log(JSON.stringify(Object.fromEntries([...seen].toSorted())))
console.log(
  `${[...told].map(([engine, count]) => `${count} stories on ${engine}`).join(', ')}: ${failed ? `${failed} processes failed` : 'nothing wrong'}`,
)
process.exit(failed ? 1 : 0)
