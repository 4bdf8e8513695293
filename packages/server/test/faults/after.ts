import { type Kysely, sql } from 'kysely'
import { verifyRecord } from '../../src/features/audit/index.ts'
import type { TestCore } from '../../src/testing/index.ts'
import type { Ledger } from './work.ts'

// What must be true of the database after a kill, before and after the service is started again.

/** On PostgreSQL a statement of the killed service may still be at work: when the last of its connections is gone. */
export async function untilAlone(core: TestCore, signal: AbortSignal): Promise<void> {
  if (core.database.engine === 'sqlite') return
  for (;;) {
    signal.throwIfAborted()
    const others = await sql<{
      n: number
    }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(
      core.db,
    )
    // Our own pool may have another connection; it is idle.
    const busy = await sql<{
      n: number
    }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(
      core.db,
    )
    if ((others.rows[0]?.n ?? 0) === 0 || (busy.rows[0]?.n ?? 0) === 0) return
  }
}

const countOf = async (core: TestCore, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  Number((await query.execute(core.db as unknown as Kysely<unknown>)).rows[0]?.n ?? 0)

/** Everything that is not as it must be, in words. */
export async function whatIsWrong(core: TestCore, ledger: Ledger): Promise<string[]> {
  const wrong: string[] = []
  const same = (what: string, ...numbers: number[]): void => {
    if (new Set(numbers).size > 1) wrong.push(`${what}: ${numbers.join(', ')}`)
  }
  for (const [value, times] of ledger.accepted) if (times > 1) wrong.push(`accepted ${times} times: ${value}`)
  const recorded = (act: string) => countOf(core, sql<{ n: number }>`select count(*) as n from audit where act = ${act}`)
  const confirmedBy = (method: string) =>
    countOf(core, sql<{ n: number }>`select count(*) as n from sign_in where method = ${method} and confirmed_at is not null`)
  const spentCodes = await countOf(core, sql<{ n: number }>`select count(*) as n from recovery_code where spent_at is not null`)
  same(
    'recovery codes spent, recorded, confirmed, told',
    spentCodes,
    await recorded('recovery_code_spent'),
    await confirmedBy('recovery-code'),
    await countOf(core, sql<{ n: number }>`select count(*) as n from notice where kind = 'code-used'`),
  )
  const spentTexts = await countOf(core, sql<{ n: number }>`select count(*) as n from sms_code where spent_at is not null`)
  same('codes by SMS spent, confirmed', spentTexts, await confirmedBy('sms'))
  same(
    'prompts confirmed, sign-ins confirmed by phone',
    await countOf(core, sql<{ n: number }>`select count(*) as n from prompt where state = 'confirmed'`),
    await confirmedBy('phone'),
  )
  const finished = await countOf(
    core,
    sql<{ n: number }>`select count(*) as n from sign_in where state = 'finished' and purpose = 'sign-in'`,
  )
  same(
    'sign-ins finished, sessions, recorded',
    finished,
    await countOf(core, sql<{ n: number }>`select count(*) as n from session`),
    await recorded('signed_in'),
  )
  const claimed = await countOf(core, sql<{ n: number }>`select count(*) as n from suspension where claimed_at is not null`)
  const usedCodes = await countOf(
    core,
    sql<{ n: number }>`select count(*) as n from access_code where spent_at is not null and purpose = 'suspension'`,
  )
  same('access codes spent, suspensions claimed, recorded', usedCodes, claimed, await recorded('suspension_claimed'))
  const approved = await countOf(core, sql<{ n: number }>`select count(*) as n from recovery_approval where decision = 'approved'`)
  same('approvals, recorded', approved, await recorded('recovery_approved'))
  same(
    'suspensions, recorded',
    await countOf(core, sql<{ n: number }>`select count(*) as n from suspension`),
    await recorded('suspension_granted'),
  )
  wrong.push(...(await whatIsLost(core, ledger)))
  const check = await verifyRecord(core)
  if (!check.intact) wrong.push(`the record is not whole: ${JSON.stringify(check.bad)}`)
  if (core.database.engine === 'sqlite') {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(core.db)
    if (rows[0]?.integrity_check !== 'ok') wrong.push(`the file is damaged: ${JSON.stringify(rows)}`)
  }
  return wrong
}

/** What somebody was told is done, and is not there. */
async function whatIsLost(core: TestCore, ledger: Ledger): Promise<string[]> {
  const lost: string[] = []
  for (const token of ledger.sessions) {
    const digest = core.secrets.digest('session', token)
    if (!(await core.db.selectFrom('session').select('id').where('digest', '=', digest).executeTakeFirst()))
      lost.push('a session that was given is lost')
  }
  for (const { account, state } of ledger.approvals) {
    const answer = await core.db
      .selectFrom('recovery_approval')
      .innerJoin('recovery_case', 'recovery_case.id', 'recovery_approval.case_id')
      .select('recovery_approval.id')
      .where('recovery_case.account_id', '=', account)
      .where('recovery_approval.decision', '=', 'approved')
      .executeTakeFirst()
    const suspension = await core.db.selectFrom('suspension').select('id').where('account_id', '=', account).executeTakeFirst()
    if (!answer || (state === 'in-force' && !suspension)) lost.push(`an approval that was taken is lost: ${state}`)
  }
  return lost
}
