import type { CannotConfirmView, RequestState, RequestView } from '@sparekey/protocol/recovery'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { findAccount, getAccount } from '../accounts/index.ts'
import { approvalsStand, somebodyCouldApprove } from '../approvers/index.ts'
import { smsNumber } from '../phone-numbers/index.ts'
import type { SignInRow } from '../sign-in/index.ts'
import { type Suspension, stillGranted, suspensionOfRequest } from '../suspensions/index.ts'
import { usableDevices } from '../trusted-devices/index.ts'
import { findRequest, type RequestRow } from './recovery-requests.store.ts'
import { callerCodeOf } from './request.ts'
import { requestLimit } from './request-limit.ts'

/** How a request stands at this moment, whatever a sweep has written down yet. */
export function stateNow(request: RequestRow, granted: Suspension | undefined, now: Instant): RequestState {
  if (request.state === 'open') return request.expires_at > now ? 'open' : 'expired'
  if (request.state !== 'approved') return request.state
  if (granted?.ended_reason === 'stopped') return 'stopped'
  return granted && stillGranted(granted, now) ? 'approved' : 'ended'
}

/** A request with what its approval gave. */
export async function requestOf(
  core: Pick<Core, 'clock' | 'config'>,
  db: Db | Tx,
  signIn: Pick<SignInRow, 'request_id'>,
): Promise<{ request: RequestRow; granted: Suspension | undefined; state: RequestState } | undefined> {
  const request = signIn.request_id ? await findRequest(db, signIn.request_id) : undefined
  if (!request) return undefined
  const granted = request.state === 'approved' ? await suspensionOfRequest(db, request.id) : undefined
  const state = stateNow(request, granted, core.clock.now())
  // RR-6: an approval whose approver may not answer any more gives nothing that was not used yet.
  const unused = state === 'approved' && granted?.claimed_at === null
  const lapsed = unused && !(await approvalsStand(core, db, { account: await getAccount(db, request.account_id), given: granted }))
  return { request, granted, state: lapsed ? 'ended' : state }
}

/** The page of the person who waits (RR-2). */
export async function requestView(core: Core, signIn: SignInRow): Promise<RequestView | undefined> {
  const found = await requestOf(core, core.db, signIn)
  if (!found) return undefined
  const { request, granted, state } = found
  const now = core.clock.now()
  const decidedBy = request.decided_by ? await findAccount(core.db, request.decided_by) : undefined
  return {
    id: request.id,
    state,
    sentAt: request.created_at,
    expiresAt: request.expires_at,
    shared: request.shared === 1,
    told: Number((JSON.parse(request.evidence) as { told?: number }).told ?? 0),
    disputed: request.disputed === 1,
    ...(state === 'open' ? { callerCode: callerCodeOf(core.secrets, request.id, now) } : {}),
    ...(decidedBy ? { decidedBy: decidedBy.name } : {}),
    ...(state === 'declined' && request.reason ? { reason: request.reason } : {}),
    ...(state === 'approved' && granted && granted.starts_at > now ? { startsAt: granted.starts_at } : {}),
  }
}

/** What "Cannot confirm login" can offer this sign-in (RR-1, RR-6, TD-8). */
export async function cannotView(core: Core, signIn: SignInRow): Promise<Static<typeof CannotConfirmView>> {
  const now = core.clock.now()
  const account = await getAccount(core.db, signIn.account_id)
  const retryAt = await requestLimit(core.db, signIn, now)
  const somebody = await somebodyCouldApprove(core, core.db, account)
  const devices = await usableDevices(core.db, { accountId: account.id, origin: core.config.origin, now })
  return {
    request: !somebody ? 'nobody' : retryAt === undefined ? 'yes' : 'limit',
    ...(somebody && retryAt !== undefined ? { retryAt } : {}),
    devices: devices.map(({ id, name }) => ({ id, name })),
    number: (await smsNumber(core.db, account.id, now)) !== undefined,
  }
}
