import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startJobs } from '../../src/jobs.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { forEachEngine } from '../../src/testing/index.ts'
import { untilAlone, whatIsWrong } from './after.ts'
import { type Installation, makeSomebody, openInstallation } from './installation.ts'
import { type Running, startService, whenSent } from './killed-service.ts'
import { openReceivers, type Receivers } from './receivers.ts'
import { emptyLedger, type Ledger, type Ready, readyToApprove, readyWithCode, readyWithText, type Somebody } from './work.ts'

// The service is killed in the middle of spending codes, approving, sealing and sending, and started again. `KILLS=100` kills it more
// often. PostgreSQL stays up; in every fifth round its connections are cut as well.

const kills = Number(process.env.KILLS ?? 12)

interface People {
  members: Somebody[]
  admins: Somebody[]
}

/** People for one round, so that nobody is asked so often that a limit is in the way. */
async function makePeople(installation: Installation, before: Somebody | undefined): Promise<People> {
  let withCodes = before
  return await installation.look(async (core) => {
    // Ten slow hashes: they serve for several rounds.
    if (withCodes === undefined || withCodes.codes.length < 2) withCodes = await makeSomebody(core, 'member', true)
    const members: Somebody[] = [withCodes]
    const admins: Somebody[] = []
    for (let n = 0; n < 4; n++) members.push(await makeSomebody(core, 'member', false))
    for (let n = 0; n < 2; n++) admins.push(await makeSomebody(core, 'admin', false))
    return { members, admins }
  })
}

/** Everybody comes as far as the moment that counts. */
async function prepare(running: Running, ledger: Ledger, people: People, receivers: Receivers): Promise<Ready[]> {
  const { url } = running
  const [withCodes, texts, moreTexts, one, two] = people.members
  const [first, second] = people.admins
  if (!withCodes || !texts || !moreTexts || !one || !two || !first || !second) throw new Error('Somebody is missing')
  const ready = await Promise.all([
    readyWithCode(url, ledger, withCodes),
    readyWithText(url, ledger, texts, receivers),
    readyToApprove(url, ledger, first, one),
    readyToApprove(url, ledger, second, two),
    readyWithText(url, ledger, moreTexts, receivers),
  ])
  const next = await readyWithCode(url, ledger, withCodes)
  return [...ready, next].filter((each) => each !== undefined)
}

/** The connections of the service to PostgreSQL are cut, and it goes on. */
const cutConnections = (installation: Installation): Promise<void> =>
  installation.look(async (core) => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      core.db,
    )
  })

/** A few milliseconds more or less: in the middle of a statement, of a commit, or of an answer. */
const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms))

/** One life of the service: what was not answered before is tried again, then everybody does what counts at the same moment, then it is killed. */
async function oneLife(
  installation: Installation,
  receivers: Receivers,
  ledger: Ledger,
  q: { round: number; signal: AbortSignal },
): Promise<void> {
  const { round, signal } = q
  // Everybody's codes are drawn now and then only: ten slow hashes each.
  const people = await makePeople(installation, ledger.withCodes)
  ledger.withCodes = people.members[0]
  const running = await startService(installation.env, signal)
  try {
    for (const { value, again } of ledger.open.splice(0)) {
      const answer = await again(running.url)
      if (answer?.status === 200) ledger.accepted.set(value, (ledger.accepted.get(value) ?? 0) + 1)
    }
    const ready = await prepare(running, ledger, people, receivers)
    const working = Promise.all(ready.map((go) => go()))
    await Promise.race([working, whenSent(1 + Math.floor(Math.random() * 34))])
    await pause(Math.random() * 20)
    if (installation.engine === 'postgres' && round % 5 === 4) {
      await cutConnections(installation)
      await pause(200)
      expect(running.ended(), `the service ended because its connections were cut:\n${running.log()}`).toBe(false)
    }
    await running.kill()
    await working
  } finally {
    await running.kill()
  }
}

forEachEngine('kill -9 in the middle of everything', (engine) => {
  it(
    'nothing is spent twice, nothing that was approved is lost, the record holds, and every message goes out once or is reported',
    async ({ signal }) => {
      const receivers = await openReceivers()
      const installation = await openInstallation(engine, receivers)
      const ledger = emptyLedger()
      try {
        for (let round = 0; round < kills; round++) {
          await oneLife(installation, receivers, ledger, { round, signal })
          await installation.look(async (core) => {
            await untilAlone(core, signal)
            expect(await whatIsWrong(core, ledger), `after kill ${round + 1}`).toEqual([])
          })
          if (round % 10 === 9) console.log(`${engine.engine}: ${round + 1} of ${kills} kills, nothing wrong`)
        }
        // What was under way at a kill is left to the others when its lease is over.
        const messages = await installation.look(async (core) => {
          const jobs = startJobs(core)
          await jobs.runOnce()
          await jobs.stop()
          expect(await whatIsWrong(core, ledger)).toEqual([])
          return await core.db.selectFrom('outbox').select(['id', 'kind', 'sent_at', 'failed_at', 'error_code', 'attempts']).execute()
        }, minutes(4))
        const arrivals = new Map([...receivers.mails, ...receivers.texts])
        for (const one of messages) {
          expect(one.sent_at !== null || one.error_code !== null, `${one.kind} ${one.id} is neither sent nor reported`).toBe(true)
          if (one.sent_at !== null && one.kind !== 'push')
            expect(arrivals.get(one.id) ?? 0, `${one.kind} ${one.id} arrived`).toBeGreaterThan(0)
          // Twice only where it was cut off, and with the same id, so that who gets it can tell.
          if ((arrivals.get(one.id) ?? 0) > 1) expect(one.error_code, `${one.kind} ${one.id} arrived twice`).toBe('cut_off')
        }
        for (const id of arrivals.keys())
          expect(
            messages.some((one) => one.id === id),
            `${id} arrived and nobody sent it`,
          ).toBe(true)
        const twice = [...arrivals.values()].filter((times) => times > 1).length
        console.log(
          `${engine.engine}: ${kills} kills; ${JSON.stringify(Object.fromEntries(ledger.done))}; ${messages.length} messages, ${twice} arrived twice`,
        )
        expect(ledger.done.size, 'hardly anything was done').toBeGreaterThan(2)
      } finally {
        await installation.close()
        await receivers.close()
      }
    },
    Math.max(kills * 60_000, 120_000),
  )
})

describe('the test itself', () => {
  it('kills at least ten times', () => {
    expect(kills).toBeGreaterThanOrEqual(10)
  })
})
