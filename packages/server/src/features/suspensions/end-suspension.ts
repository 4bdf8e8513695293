import type { Core, End, EndingAct } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { endCodes } from '../access-codes/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import { reviveDevices } from '../trusted-devices/index.ts'
import { listUnended, markEnded, type SuspensionRow } from './suspensions.store.ts'

export type SuspensionEnd =
  | 'over'
  | 'turned-on'
  | 'set-up-completed'
  | 'old-phone'
  | 'stopped'
  | 'withdrawn'
  | 'not-me'
  | 'disabled'
  | 'password-changed'
  | 'replaced'
  /** Nobody who approved it may answer any more. */
  | 'approver-gone'

export interface ToEnd {
  account: string
  reason: SuspensionEnd
  /** Phones that were broken or left at home are trusted again at once; lost ones never come back by this (RR-10). */
  reviveDevices: boolean
  /** Leaves these granted. */
  but?: ((one: SuspensionRow) => boolean) | undefined
  actor?: AuditEntry['actor'] | undefined
}

/** Ends every suspension of an account, in force or not yet, with its sessions and its unused access code. @returns how many */
export async function endSuspension(core: Core, tx: Tx, q: ToEnd): Promise<number> {
  const now = core.clock.now()
  let ended = 0
  for (const one of await listUnended(tx, q.account, now)) {
    if (q.but?.(one) || !(await markEnded(tx, { id: one.id, reason: q.reason, now }))) continue
    ended += 1
    await endCodes(core, tx, { account: q.account, suspension: one.id })
    await noteInCase(core, tx, {
      case: one.case_id,
      account: q.account,
      kind: 'ended',
      by: q.actor?.kind === 'account' ? q.actor.id : undefined,
      params: { reason: q.reason },
    })
    if (q.reviveDevices && one.fate === 'left') await reviveDevices(core, tx, { accountId: q.account, pausedUntil: one.ends_at })
    await record(core, tx, {
      act: 'suspension_ended',
      actor: q.actor ?? { kind: 'service' },
      account: q.account,
      reason: q.reason,
      detail: { suspension: one.id },
    })
  }
  if (ended === 0) return 0
  await core.ends(tx, q.account, 'suspension-ended', {})
  if (q.reason !== 'replaced' && q.reason !== 'disabled')
    await tellOfRecovery(core, tx, { account: q.account, kind: 'suspension-ended', params: { reason: q.reason } })
  core.live.publish('console')
  return ended
}

/** What else ends an account's suspensions, and whether phones that were left somewhere are trusted again by it. */
const endedBy: Partial<Record<EndingAct, { reason: SuspensionEnd; reviveDevices: boolean }>> = {
  'account-disabled': { reason: 'disabled', reviveDevices: false },
  'password-changed': { reason: 'password-changed', reviveDevices: true },
  'set-up-completed': { reason: 'set-up-completed', reviveDevices: false },
  'notice-not-me': { reason: 'not-me', reviveDevices: true },
}

/** Ends suspensions where an act asks for it, but for the one that asked for the new password (SI-12). */
export const endSuspensions =
  (core: Core): End =>
  async (tx, account, act, spared) => {
    const how = endedBy[act]
    if (!how) return
    const asked = act === 'password-changed' ? spared.suspension : undefined
    await endSuspension(core, tx, { account, ...how, but: (one) => asked === 'any' || asked === one.id })
  }
