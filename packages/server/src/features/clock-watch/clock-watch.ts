import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { inPlainTransaction, type Tx } from '../../db/transaction.ts'
import { steadyTime } from '../../kernel/clock.ts'
import { record } from '../audit/index.ts'
import { lastRecordAt } from '../installation/index.ts'
import { databaseNow, readTroubles, writeTrouble } from './clock-watch.store.ts'
import { type ClockTrouble, isShown, lookEvery, mostOff, readWritten, troubleText, writtenTrouble } from './trouble.ts'

type WatchCore = Pick<Core, 'db' | 'clock' | 'random' | 'secrets' | 'config' | 'log' | 'live'>

/** ms by which this machine is ahead of the database's; undefined where the database has no clock of its own. What the answer took on its way
 * counts as no difference. */
export async function aheadOfDatabase(core: Pick<Core, 'db' | 'clock' | 'config'>): Promise<number | undefined> {
  if (core.config.databaseUrl.startsWith('sqlite:')) return undefined
  const asked = core.clock.now()
  const there = await databaseNow(core.db)
  const answered = core.clock.now()
  if (there < asked) return asked - there
  return there > answered ? answered - there : 0
}

/** What is wrong at this moment, without what only a running service can notice. */
export async function clockTroubles(core: Pick<Core, 'db' | 'clock' | 'config'>): Promise<ClockTrouble[]> {
  const at = core.clock.now()
  const found: ClockTrouble[] = []
  const ahead = (await aheadOfDatabase(core)) ?? 0
  if (Math.abs(ahead) > mostOff) found.push({ kind: 'database', by: ahead, at })
  const future = (await lastRecordAt(core.db)) - at
  if (future > mostOff) found.push({ kind: 'record', by: future, at })
  return found
}

/** What a running service noticed, as far as it is still worth saying. */
export async function noticedTroubles(core: Pick<Core, 'clock'>, db: Db | Tx): Promise<ClockTrouble[]> {
  const now = core.clock.now()
  return (await readTroubles(db)).flatMap((text) => readWritten(text) ?? []).filter((one) => isShown(one, now))
}

/** Writes it where doctor and console find it, and once into the record. */
async function note(core: WatchCore, tx: Tx, trouble: ClockTrouble): Promise<void> {
  const before = await noticedTroubles(core, tx)
  await writeTrouble(tx, trouble.kind, writtenTrouble(trouble))
  // What goes on is recorded once; each jump is one of its own.
  if (trouble.kind !== 'jump' && before.some((one) => one.kind === trouble.kind)) return
  core.log.error(`The clock: ${troubleText(trouble)}`, { kind: trouble.kind, ms: trouble.by })
  const detail = { kind: trouble.kind, seconds: Math.round(trouble.by / 1000) }
  await record(core, tx, { act: 'clock_wrong', actor: { kind: 'service' }, detail })
  core.live.publish('console')
}

export interface ClockWatch {
  /** One look; for tests, and beside those every two minutes. */
  look(): Promise<void>
  stop(): void
}

/** Watches the service's own clock: how long codes, links and suspensions live is decided by it. It is compared with the database's,
 * and with a timer that nobody can set.
 * @param monotonic ms since any moment, never set
 * @throws a sentence for the operator, if it is not that of the database: several nodes would not agree on what is over. A record
 * from the future alone is said loudly and stops nothing: it stays there after the clock is right again, and nobody could log in
 * until then */
export async function watchClock(core: WatchCore, monotonic: () => number = steadyTime): Promise<ClockWatch> {
  const atStart = await clockTroubles(core)
  const fatal = atStart.find((one) => one.kind === 'database')
  if (fatal) throw new Error(`The clocks do not agree: ${troubleText(fatal)}.`)
  let base = core.clock.now() - monotonic()

  const jumped = (): ClockTrouble | undefined => {
    const at = core.clock.now()
    const by = Math.round(at - monotonic() - base)
    if (Math.abs(by) <= mostOff) return undefined
    base += by
    return { kind: 'jump', by, at }
  }
  const noteAll = async (troubles: ClockTrouble[]): Promise<void> => {
    for (const one of troubles) await inPlainTransaction(core.db, (tx) => note(core, tx, one))
  }
  const look = async (): Promise<void> => {
    const jump = jumped()
    await noteAll([...(await clockTroubles(core)), ...(jump ? [jump] : [])])
  }
  await noteAll(atStart)
  const timer = setInterval(() => {
    look().catch((error: unknown) => core.log.error('The clock could not be looked at', { error }))
  }, lookEvery)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}
