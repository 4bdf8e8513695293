import type { StopChannel } from '@sparekey/protocol/case-words'
import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { endCodes, openAccessCode } from '../access-codes/index.ts'
import { lockAccount } from '../accounts/index.ts'
import { answerersOf } from '../approvers/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { tellPeople } from '../notices/index.ts'
import { markPassword } from '../passwords/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import {
  closeCase,
  endRequest,
  findCase,
  findOpenCase,
  findRequest,
  listApproved,
  listOpenRequests,
  type RequestRow,
} from '../recovery-requests/index.ts'
import { isDisputed, recordStop } from '../recovery-stops/index.ts'
import { endSuspension, grantedSuspension, type Suspension } from '../suspensions/index.ts'

interface Stop {
  accountId: string
  notice: string
  channel: StopChannel
  actor: AuditEntry['actor']
  ip: string
}

/** An approval is older than any suspension that it could still stand for. */
const approvedWithin = days(7)

/** "Stop this" (RR-3): ends open requests, the suspension and its sessions, and marks the password. What was asked for after a stop
 * is disputed: further stops are shown and do not end it, only an approver does. */
export async function stopEverything(core: Core, tx: Tx, q: Stop): Promise<void> {
  await lockAccount(tx, q.accountId)
  const now = core.clock.now()
  const account = q.accountId
  const granted = await grantedSuspension(tx, account, now)
  const keptSuspension = granted && (await suspensionIsDisputed(tx, granted)) ? granted : undefined
  const requests = [...(await listOpenRequests(tx, account)), ...(await listApproved(tx, account, now - approvedWithin))]
  const kept = requests.filter(
    (one) => one.disputed === 1 && (one.state === 'approved' ? one.id === granted?.request_id : one.expires_at > now),
  )
  const open = await findOpenCase(tx, account)
  const caseKept = open !== undefined && (kept.some((one) => one.case_id === open.id) || (await isDisputed(tx, account, open.opened_at)))

  for (const one of requests) if (!kept.includes(one)) await stopRequest(core, tx, one)
  await endSuspension(core, tx, {
    account,
    reason: 'stopped',
    reviveDevices: true,
    but: (one) => one.id === keptSuspension?.id,
    actor: q.actor,
  })
  await endPasswordCode(core, tx, account, now)
  if (open && !caseKept) await closeCase(core, tx, { case: open.id, reason: 'stopped' })
  // Marking the password again would end what a further stop must not end: it gives no session then (SI-15).
  const further = keptSuspension !== undefined || kept.length > 0 || caseKept
  if (!further) await markPassword(core, tx, account)
  const about = open?.id ?? granted?.case_id ?? null
  await recordStop(core, tx, { account, case: about, channel: q.channel })
  await noteInCase(core, tx, { case: about, account, kind: 'stopped', params: { channel: q.channel, further: further ? 1 : 0 } })
  await tell(core, tx, q, { further, about })
}

const stopRequest = (core: Core, tx: Tx, one: RequestRow): Promise<boolean> => endRequest(core, tx, one, 'stopped')

async function suspensionIsDisputed(tx: Tx, one: Suspension): Promise<boolean> {
  const request = one.request_id ? await findRequest(tx, one.request_id) : undefined
  if (request) return request.disputed === 1
  const opened = one.case_id ? (await findCase(tx, one.case_id))?.opened_at : undefined
  return await isDisputed(tx, one.account_id, opened ?? one.made_at)
}

async function endPasswordCode(core: Core, tx: Tx, account: string, now: Instant): Promise<void> {
  const code = await openAccessCode(tx, { account, purpose: 'password', now })
  if (code && !(await isDisputed(tx, account, code.madeAt))) await endCodes(core, tx, { account, purpose: 'password' })
}

async function tell(core: Core, tx: Tx, q: Stop, { further, about }: { further: boolean; about: string | null }): Promise<void> {
  const account = await lockAccount(tx, q.accountId)
  await record(core, tx, {
    act: 'recovery_stopped',
    actor: q.actor,
    account: account.id,
    detail: { notice: q.notice, channel: q.channel, further },
    from: { ip: q.ip },
  })
  if (!further) await tellOfRecovery(core, tx, { account: account.id, kind: 'recovery-stopped' })
  const to = (await answerersOf(core, tx, account)).filter((one) => !one.whyNot).map((one) => one.account.id)
  const params = { account: account.id, ...(further ? { further: 'yes' } : {}) }
  await tellPeople(core, tx, { to, kind: 'answer-stopped', params, case: about ?? undefined })
  core.live.publish('console')
}
