import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startJobs } from '../../src/jobs.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { forEachEngine } from '../../src/testing/index.ts'
import { untilAlone, whatIsWrong } from './after.ts'
import { type Installation, makeSomebody, openInstallation } from './installation.ts'
import { type Running, startService } from './killed-service.ts'
import { openReceivers, type Receivers } from './receivers.ts'
import { approves, emptyLedger, type Ledger, type Somebody, usesRecoveryCode, usesText } from './work.ts'

// The service is killed in the middle of spending codes, approving, sealing and sending, and started again. `KILLS=100` kills it more
// often. PostgreSQL stays up; in every fifth round its connections are cut as well.

const kills = Number(process.env.KILLS ?? 25)

interface People {
  members: Somebody[]
  admins: Somebody[]
}

/** People for one round; nobody is asked so often that a limit is in the way. */
const makePeople = (installation: Installation, codes: number): Promise<People> =>
  installation.look(async (core) => {
    const members: Somebody[] = []
    const admins: Somebody[] = []
    for (let n = 0; n < 12; n++) members.push(await makeSomebody(core, 'member', n < codes))
    for (let n = 0; n < 3; n++) admins.push(await makeSomebody(core, 'admin', false))
    return { members, admins }
  })

/** Works without end, three at a time, until the service is gone. */
async function work(running: Running, ledger: Ledger, people: People, receivers: Receivers): Promise<void> {
  const { url } = running
  const [withCodes, others] = [people.members.filter((one) => one.codes.length > 0), people.members.filter((one) => one.codes.length === 0)]
  const codes = async (): Promise<void> => {
    for (const one of withCodes) for (let n = 0; n < 3 && !running.ended(); n++) await usesRecoveryCode(url, ledger, one)
  }
  const texts = async (): Promise<void> => {
    for (const one of others.slice(0, 6)) if (!running.ended()) await usesText(url, ledger, one, receivers)
  }
  const answers = async (): Promise<void> => {
    for (const [n, admin] of people.admins.entries()) {
      const [one, two] = [others[2 * n], others[2 * n + 1]]
      if (one && !running.ended()) await approves(url, ledger, admin, one)
      if (two && !running.ended()) await approves(url, ledger, admin, two)
    }
  }
  await Promise.all([codes(), texts(), answers()])
}

/** The connections of the service to PostgreSQL are cut, and it goes on. */
const cutConnections = (installation: Installation): Promise<void> =>
  installation.look(async (core) => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      core.db,
    )
  })

/** The moment of the kill is the one thing that only real time gives. */
const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms))

/** One life of the service: what was not answered before is tried again, then everybody works, then it is killed. */
async function oneLife(installation: Installation, receivers: Receivers, ledger: Ledger, round: number): Promise<void> {
  // Everybody's codes are drawn now and then only: ten slow hashes each.
  const people = await makePeople(installation, 1)
  const running = await startService(installation.env)
  try {
    for (const { value, again } of ledger.open.splice(0)) {
      const answer = await again(running.url)
      if (answer?.status === 200) ledger.accepted.set(value, (ledger.accepted.get(value) ?? 0) + 1)
    }
    const working = work(running, ledger, people, receivers)
    await pause(100 + Math.random() * 1200)
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
    async () => {
      const receivers = await openReceivers()
      const installation = await openInstallation(engine, receivers)
      const ledger = emptyLedger()
      try {
        for (let round = 0; round < kills; round++) {
          await oneLife(installation, receivers, ledger, round)
          await installation.look(async (core) => {
            await untilAlone(core)
            expect(await whatIsWrong(core, ledger), `after kill ${round + 1}`).toEqual([])
          })
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
    Math.max(kills * 12_000, 120_000),
  )
})

describe('the test itself', () => {
  it('kills at least ten times', () => {
    expect(kills).toBeGreaterThanOrEqual(10)
  })
})
