import type { Core, End } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { markAllEnded, markEnded } from './sessions.store.ts'

/** Ends all sessions of an account but the one spared. Their pages learn it at once. */
export const endSessions =
  (core: Pick<Core, 'clock' | 'live'>): End =>
  async (tx, account, act, spared) => {
    await markAllEnded(tx, { account, reason: act, now: core.clock.now(), spared: spared.session })
    core.live.publish(`account:${account}`)
  }

/** Ends what one sign-in opened: "It wasn't me" after a confirmation (SI-5). */
export async function endSessionOfSignIn(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  q: { account: string; signIn: string },
): Promise<void> {
  await markAllEnded(tx, { account: q.account, reason: 'denied-not-me', now: core.clock.now(), ofSignIn: q.signIn })
  core.live.publish(`account:${q.account}`)
}

/** Ends what a remembered browser let in without a confirmation (SI-13). */
export async function endSessionsOfRemembered(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  q: { account: string; remembered: string },
): Promise<void> {
  await markAllEnded(tx, { account: q.account, reason: 'browser-forgotten', now: core.clock.now(), remembered: q.remembered })
  core.live.publish(`account:${q.account}`)
}

/** Ends one session of the account. @returns false if there is none such */
export async function endSession(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  q: { account: string; session: string; reason: string },
): Promise<boolean> {
  const ended = await markEnded(tx, { id: q.session, account: q.account, reason: q.reason, now: core.clock.now() })
  if (ended) core.live.publish(`account:${q.account}`)
  return ended
}

/** Ends the sessions that a suspension let in; the others are none of its business. */
export const endSuspendedSessions =
  (core: Pick<Core, 'clock' | 'live'>): End =>
  async (tx, account, act) => {
    await markAllEnded(tx, { account, reason: act, now: core.clock.now(), suspended: true })
    core.live.publish(`account:${account}`)
  }
