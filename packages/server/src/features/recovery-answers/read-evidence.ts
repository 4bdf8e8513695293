import type { Evidence } from '@sparekey/protocol/recovery'
import type { Core } from '../../core.ts'
import { findActs } from '../audit/index.ts'
import type { RequestRow } from '../recovery-requests/index.ts'
import { stopsSince } from '../recovery-stops/index.ts'
import { devicesOnRecord } from '../trusted-devices/index.ts'
import { isOpen } from './answer-context.ts'
import type { CaseState } from './case-state.ts'
import { countFailedPrompts, countWrongCodes, knownSince, messagesSince } from './evidence.store.ts'
import { accountEvidence, type ChangeKey, failuresBefore, lately, requestEvidence } from './evidence.ts'

/** What each act of the record changed. */
const changedBy: Record<string, ChangeKey> = {
  password_changed: 'changed-password',
  address_confirmed: 'changed-email',
  address_removed: 'changed-email',
  address_change_undone: 'changed-email',
  number_added: 'changed-number',
  number_changed: 'changed-number',
  number_removed: 'changed-number',
  contact_number_changed: 'changed-number',
  role_changed: 'changed-role',
  groups_changed: 'changed-group',
  recovery_codes_created: 'codes-made',
}

/** RR-4, of one request. */
export async function evidenceOfRequest(core: Core, found: CaseState, request: RequestRow): Promise<Evidence[]> {
  const { db } = core
  const now = core.clock.now()
  const window = { account: request.account_id, from: request.created_at - failuresBefore, to: request.created_at }
  return requestEvidence({
    knownBrowser: request.known_browser === 1,
    knownSince: await knownSince(db, request.browser_id, request.account_id),
    createdAt: request.created_at,
    prompts: await countFailedPrompts(db, { ...window, now }),
    codes: await countWrongCodes(db, window),
    others: found.requests.filter((one) => one.id !== request.id && isOpen(one, now)).length,
  })
}

/** RR-4, of the account, as far as it belongs to no single request. */
export async function evidenceOfAccount(core: Core, found: CaseState): Promise<Evidence[]> {
  const { db } = core
  const { account, requests } = found
  const now = core.clock.now()
  const since = requests[0]?.created_at ?? found.case.opened_at
  const devices = await devicesOnRecord(db, account.id)
  const told = await messagesSince(db, account.id, since)
  return accountEvidence({
    now,
    since,
    createdAt: account.created_at,
    phones: devices.map((one) => ({
      name: one.name,
      state: one.state,
      addedAt: one.trusted_at ?? one.added_at,
      signedAt: one.last_signed_at,
      personAt: one.last_person_at,
      lostAt: one.blocked_at,
    })),
    changes: await changesOf(core, found),
    passwordMarked: account.password_marked_at !== null,
    stops: await stopsSince(db, account.id, now - lately),
    // A case without a request tells the owner nothing before it is approved.
    told: told.sentAt ?? (told.waiting || requests.length === 0 ? 'waiting' : undefined),
  })
}

/** The latest change of each kind in 7 days; what made the account is none (RR-4). */
async function changesOf(core: Core, { account }: CaseState): Promise<Partial<Record<ChangeKey, number>>> {
  const since = Math.max(core.clock.now() - lately, account.created_at + 1)
  const acts = await findActs(core.db, { account: account.id, acts: Object.keys(changedBy), since })
  const changes: Partial<Record<ChangeKey, number>> = {}
  for (const { act, at } of acts) {
    const key = changedBy[act]
    if (key) changes[key] = at
  }
  return changes
}
