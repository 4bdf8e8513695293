import type { PairingView } from '@sparekey/protocol/account'

/** What the computer shows of a pairing. */
export type PairingStage =
  /** There is no code yet. */
  | 'starting'
  /** The code can be scanned or typed. */
  | 'open'
  /** Nobody used it in time. */
  | 'expired'
  /** A phone used it: is it the person's own? */
  | 'check'
  | 'paired'
  /** "Not my phone", or something else ended it. */
  | 'ended'

/** The stage that a state of the service means, by the service's clock (ms). A code past its time is never offered,
 * whatever the last answer said; a phone that has scanned is still asked about. */
export function pairingStage(view: PairingView | undefined, rejected: boolean, now: number): PairingStage {
  if (!view) return 'starting'
  if (rejected) return 'ended'
  if (view.state === 'confirmed') return 'paired'
  if (view.state === 'scanned' && view.phone) return 'check'
  if (view.state === 'open' && view.url && now < view.expiresAt) return 'open'
  return now >= view.expiresAt && view.phone === undefined ? 'expired' : 'ended'
}
