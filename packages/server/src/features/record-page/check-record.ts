import type { RecordChecked } from '@sparekey/protocol/audit'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { type RecordCheck, record, verifyRecord } from '../audit/index.ts'

/** A page waits for the answer: the newest so many; `sparekey audit verify` looks at all. */
const most = 100_000

const checking = new WeakMap<Db, Promise<RecordCheck>>()

/** One check at a time: who asks meanwhile gets the answer of the one under way. */
function checkOnce(core: Core): Promise<RecordCheck> {
  const running = checking.get(core.db)
  if (running !== undefined) return running
  const check = verifyRecord(core, { most }).finally(() => checking.delete(core.db))
  checking.set(core.db, check)
  return check
}

/** "Verify" on the page. Who asked and what came of it is recorded. */
export async function checkRecord(core: Core, q: { session: CurrentSession; ip: string }): Promise<RecordChecked> {
  const check = await checkOnce(core)
  const { bad } = check
  await inPlainTransaction(core.db, (tx) =>
    record(core, tx, {
      act: 'record_verified',
      actor: { kind: 'account', id: q.session.accountId },
      detail: {
        intact: check.intact,
        checked: check.checked,
        ...(bad ? { problem: bad.problem, ...(bad.seq === undefined ? {} : { record: bad.seq }) } : {}),
      },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    }),
  )
  return {
    intact: check.intact,
    at: core.clock.now(),
    checked: check.checked,
    ...(check.first ? { first: check.first } : {}),
    partly: check.partly,
    unsealed: check.unsealed,
    outside: check.outside !== undefined,
    ...(bad ? { bad } : {}),
  }
}
