import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { signInIn } from '../sign-in/index.ts'
import { endSuspension, suspensionOfRequest } from '../suspensions/index.ts'
import { closeWithoutRequests } from './cases.ts'
import { endRequest } from './end-requests.ts'
import { findRequest } from './recovery-requests.store.ts'

/** "Withdraw" (RR-2). Also for one that was approved and let nobody in yet: its suspension ends with it. */
export async function withdrawRequest(core: Core, visitor: Visitor): Promise<Outcome> {
  const current = await signInIn(core, visitor, 'requested')
  if (!current.ok) return current
  const { signIn } = current
  return await inTransaction<Outcome>(core.db, async (tx) => {
    await lockAccount(tx, signIn.account_id)
    const request = await findRequest(tx, signIn.request_id ?? '')
    if (request?.state !== 'open' && request?.state !== 'approved') throw new Refusal(refused('request_over'))
    const account = request.account_id
    const actor = { kind: 'account' as const, id: account }
    if (request.state === 'approved') {
      const granted = await suspensionOfRequest(tx, request.id)
      if (!granted || granted.claimed_at !== null) throw new Refusal(refused('request_over'))
      await endSuspension(core, tx, { account, reason: 'withdrawn', reviveDevices: true, but: (one) => one.id !== granted.id, actor })
    }
    if (!(await endRequest(core, tx, request, 'withdrawn'))) throw new Refusal(refused('request_over'))
    await closeWithoutRequests(core, tx, { account, reason: 'withdrawn' })
    await noteInCase(core, tx, { case: request.case_id, account, kind: 'withdrawn', by: account, request: request.id })
    await record(core, tx, {
      act: 'recovery_withdrawn',
      actor,
      account,
      detail: { request: request.id },
      from: { ip: visitor.ip, browser: signIn.browser_id, signIn: signIn.id },
    })
    core.live.publish('console')
    return { ok: true }
  })
}
