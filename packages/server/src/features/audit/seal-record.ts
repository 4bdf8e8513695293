import type { Core } from '../../core.ts'
import { seconds } from '../../kernel/clock.ts'
import { lastNoted, noteSeal } from './outside-seals.ts'
import { isUnsealed } from './seal.store.ts'
import type { NotedSeal } from './seal.ts'
import { sealBatch } from './seal-batch.ts'
import { onRecord } from './wake-sealers.ts'

export interface Sealer {
  /** Seals all that waits now. @returns how many records */
  runOnce(): Promise<number>
  /** Seals what waits, and ends. */
  stop(): Promise<void>
}

/** After a commit, so that the records of one act come under one seal, ms. */
const delay = 250
/** Between two seals, so that a busy service writes few of them; also how often records of other nodes are looked for, ms. */
const gap = seconds(5)

/** Starts the sealer (AU-3): shortly after each commit that wrote a record, and every 5 seconds for what other nodes wrote.
 * Any number of nodes may run it. The newest seal is noted in `auditSealsFile`, after its commit. */
export function sealRecord(core: Core): Sealer {
  const file = core.config.auditSealsFile
  let noted: NotedSeal | undefined
  let running: Promise<unknown> = Promise.resolve()
  let waiting: NodeJS.Timeout | undefined
  let resting: NodeJS.Timeout | undefined
  let again = false
  let isLoaded = false
  let stopped = false

  const sealAll = async (): Promise<number> => {
    let count = 0
    while (await isUnsealed(core.db)) {
      if (!isLoaded && file) noted = await lastNoted(core, file)
      isLoaded = true
      const sealed = await sealBatch(core, noted)
      if (!sealed) break
      count += sealed.count
      noted = sealed.seal
      if (file) await noteSeal(core, file, noted).catch((error: unknown) => core.log.error('A seal could not be kept outside', { error }))
    }
    return count
  }
  const run = (): Promise<number> => {
    const next = running.then(sealAll)
    running = next.catch(() => {})
    return next
  }
  const rest = (): void => {
    resting = setTimeout(() => {
      resting = undefined
      if (again) soon()
    }, gap)
    resting.unref()
  }
  const soon = (): void => {
    again = waiting !== undefined || resting !== undefined
    if (again || stopped) return
    waiting = setTimeout(() => {
      waiting = undefined
      rest()
      run().catch((error: unknown) => core.log.error('The record could not be sealed', { error }))
    }, delay)
    waiting.unref()
  }
  const timer = setInterval(soon, gap)
  timer.unref()
  const forget = onRecord(core.db, soon)

  return {
    runOnce: run,
    async stop() {
      stopped = true
      forget()
      for (const one of [timer, waiting, resting]) clearTimeout(one)
      await run().catch((error: unknown) => core.log.error('The record could not be sealed', { error }))
    },
  }
}
