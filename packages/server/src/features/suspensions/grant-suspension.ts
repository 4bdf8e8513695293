import type { Core } from '../../core.ts'
import type { SuspensionTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import { hours, type Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { lockAccount } from '../accounts/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { timeText } from '../notices/index.ts'
import { blockNumber } from '../phone-numbers/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import { keepRequested } from '../sign-in/index.ts'
import { pauseDevices } from '../trusted-devices/index.ts'
import { endSuspension } from './end-suspension.ts'
import { insertSuspension } from './suspensions.store.ts'

export interface ToGrant {
  account: string
  caseId: string | null
  /** The request that was approved; its sign-in can be finished for as long as the suspension lives. */
  requestId?: string | undefined
  scope: SuspensionTable['scope']
  source: SuspensionTable['source']
  hours: number
  fate: SuspensionTable['fate']
  numberInIt: boolean
  /** How many of those who approved must still be such until it is first used; absent where nobody did. */
  needs?: number | undefined
  /** Now, or the end of RR-6's wait. */
  startsAt: Instant
  /** The browser that it lets in; absent until an access code claims it. */
  browser?: string | undefined
  /** Whose doing it was, in words for the owner. */
  by?: string | undefined
  actor?: AuditEntry['actor'] | undefined
}

/** Grants a suspension, in the transaction of the last approval needed: an older one ends, all devices are paused (RR-10), other
 * open requests of the account end, the owner is told. It ends nothing else of the owner's. */
export async function grantSuspension(core: Core, tx: Tx, q: ToGrant): Promise<{ suspension: string; endsAt: Instant }> {
  if (q.scope === 'this-browser' && q.browser === undefined) throw new Error('A suspension for this browser needs the browser')
  await lockAccount(tx, q.account)
  const now = core.clock.now()
  await endSuspension(core, tx, { account: q.account, reason: 'replaced', reviveDevices: false })
  const id = newId(core.random, 'sus')
  const endsAt = q.startsAt + hours(q.hours)
  await insertSuspension(tx, {
    id,
    account_id: q.account,
    case_id: q.caseId,
    request_id: q.requestId ?? null,
    scope: q.scope,
    source: q.source,
    hours: q.hours,
    fate: q.fate,
    number_in_it: q.numberInIt ? 1 : 0,
    made_at: now,
    starts_at: q.startsAt,
    ends_at: endsAt,
    ended_at: null,
    ended_reason: null,
    browser_id: q.browser ?? null,
    claimed_at: null,
    claimed_sign_in_id: null,
    needs: q.needs ?? null,
  })
  await takeMethodsAway(core, tx, { ...q, endsAt })
  if (q.requestId) await keepRequested(tx, { request: q.requestId, until: endsAt, now })
  await core.ends(tx, q.account, 'suspension-granted', {})
  await record(core, tx, {
    act: 'suspension_granted',
    actor: q.actor ?? { kind: 'service' },
    account: q.account,
    detail: { suspension: id, scope: q.scope, source: q.source, hours: q.hours, fate: q.fate, startsAt: q.startsAt },
  })
  await noteInCase(core, tx, {
    case: q.caseId,
    account: q.account,
    kind: 'granted',
    request: q.requestId,
    params: { scope: q.scope, hours: q.hours, fate: q.fate, startsAt: q.startsAt, endsAt },
  })
  const waits: Record<string, string> = q.startsAt > now ? { startsAt: timeText(q.startsAt) } : {}
  const params = {
    hours: String(q.hours),
    ...(q.scope === 'any-browser' ? { browsers: '3' } : {}),
    ...(q.by ? { by: q.by } : {}),
    ...waits,
  }
  await tellOfRecovery(core, tx, { account: q.account, kind: 'recovery-approved', params })
  core.live.publish('console')
  return { suspension: id, endsAt }
}

/** What was in the phone stops with it: until the end of the suspension where the phone was left somewhere, for good where it
 * was lost, and then the number too (RR-10). */
async function takeMethodsAway(core: Core, tx: Tx, q: ToGrant & { endsAt: Instant }): Promise<void> {
  const lost = q.fate === 'lost'
  await pauseDevices(core, tx, { accountId: q.account, until: lost ? 'for-good' : q.endsAt })
  if (lost && q.numberInIt) await blockNumber(core, tx, q.account)
}
