import type { Core, End } from '../../core.ts'
import { inPlainTransaction, type Tx } from '../../db/transaction.ts'
import { tellOwner } from '../notices/index.ts'
import { noteSignIn } from './login-history.ts'
import { endOpen, listConfirmedBy, listOpen, listRunOut, markEnded, type SignInRow } from './sign-in.store.ts'

const runOutAtOnce = 50

/** Ends all unfinished sign-ins of an account but the one spared; their pages learn it at once. */
export const endSignIns =
  (core: Pick<Core, 'live'>): End =>
  async (tx, account, act, spared) => {
    const open = await listOpen(tx, account)
    await endOpen(tx, { account, reason: act, spared: spared.signIn })
    for (const { id } of open) if (id !== spared.signIn) core.live.publish(`sign-in:${id}`)
  }

/** What a lost phone confirmed and nobody finished yet never becomes a session (TD-8, SI-12). */
export async function endConfirmedBy(
  core: Pick<Core, 'live'>,
  tx: Tx,
  q: { account: string; devices: string[]; sms: boolean },
): Promise<void> {
  for (const { id } of await listConfirmedBy(tx, q)) {
    await markEnded(tx, { id, reason: 'device-blocked', from: ['confirmed'] })
    core.live.publish(`sign-in:${id}`)
  }
}

/** Ends one sign-in for a reason that its page shows. @returns false if it was over */
export async function endSignIn(
  core: Pick<Core, 'live'>,
  tx: Tx,
  q: { id: string; reason: 'not-me' | 'left' | 'expired' },
): Promise<boolean> {
  const ended = await markEnded(tx, q)
  if (ended) core.live.publish(`sign-in:${q.id}`)
  return ended
}

/** SI-14: a correct password that nothing confirmed is told to the owner, if the browser was not known. */
export async function noteUnconfirmed(core: Core, tx: Tx, signIn: SignInRow): Promise<void> {
  if (signIn.purpose !== 'sign-in' || signIn.started_as !== 'password') return
  await noteSignIn(core, tx, signIn, { result: 'not-confirmed' })
  if (signIn.known_browser) return
  const params = { agent: signIn.agent, ip: signIn.ip }
  await tellOwner(core, tx, { accountId: signIn.account_id, kind: 'password-right-unconfirmed', params })
}

/** Closes the books on sign-ins whose time ran out. It decides nothing: they could not be confirmed any more (DESIGN §3). */
export async function sweepSignIns(core: Core): Promise<void> {
  for (const signIn of await listRunOut(core.db, core.clock.now(), runOutAtOnce)) {
    await inPlainTransaction(core.db, async (tx) => {
      if (await markEnded(tx, { id: signIn.id, reason: 'expired', from: ['waiting'] })) await noteUnconfirmed(core, tx, signIn)
    })
  }
}
