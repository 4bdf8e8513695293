import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { getAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import type { Method } from '../confirmation/index.ts'
import { tellOwner } from '../notices/index.ts'
import { takeNumber } from '../number-changes/index.ts'
import { voidOtherNumbers } from '../phone-numbers/index.ts'
import { saveCodeSet, voidCodeSets } from '../recovery-codes/index.ts'
import { confirmable, startSignIn } from '../sign-in/index.ts'
import { removeOtherDevices, trustDevice } from '../trusted-devices/index.ts'
import { openSetUp } from './open-set-up.ts'
import { markCompleted, turnOn } from './set-up.store.ts'

/** The last step (TD-1): the phone becomes trusted, the codes count where the rules allow any, and two-factor authentication is on, all of it in one
 * transaction. Everything that got in before ends, this session too; the page goes on to a sign-in that the new phone confirms. */
export async function completeSetUp(
  core: Core,
  methods: readonly Method[],
  session: CurrentSession,
  q: { set?: string | undefined; visitor: Visitor },
): Promise<Outcome<{ to: string; cookies: string[] }>> {
  return await inTransaction<Outcome<{ to: string; cookies: string[] }>>(core.db, async (tx) => {
    const now = core.clock.now()
    const { ip } = q.visitor
    const { row, device, account } = await openSetUp(core, tx, session, { step: q.set === undefined ? 'finish' : 'codes', ip })
    const notReady = new Refusal(refused('set_up_not_ready'))
    if (!device || !(await markCompleted(tx, { id: row.id, device: device.id, set: q.set, now }))) throw notReady
    const first = await turnOn(tx, account.id, now)
    if (!(await useSetUpCodes(core, tx, account.id, q.set))) throw notReady
    await useSetUpNumber(core, tx, session, row.number_id)
    // A set-up is complete by itself: phones from before it, such as those bound to another address (OP-9), leave.
    await removeOtherDevices(core, tx, { accountId: account.id, but: device.id })
    if (!(await trustDevice(core, tx, { id: device.id, accountId: account.id, from: 'ready' }))) throw notReady
    await record(core, tx, {
      act: 'set_up_completed',
      actor: { kind: 'account', id: account.id },
      account: account.id,
      detail: { device: device.id, first },
      from: { ip, session: session.id, browser: session.browserId },
    })
    await core.ends(tx, account.id, 'set-up-completed', {})
    await tellOwner(core, tx, { accountId: account.id, kind: 'set-up-completed', params: { device: device.name } })
    // An administrator's first minutes go on in the console, with what is left to do (DESIGN §6).
    const returnTo = account.role === 'admin' && first ? '/console' : '/account'
    const signedUp = await getAccount(tx, account.id)
    const started = await startSignIn(core, tx, { account: signedUp, visitor: q.visitor, startedAs: 'set-up', returnTo })
    for (const method of methods) await method.begin?.(core, tx, confirmable(started.signIn))
    return done({ to: '/login', cookies: started.cookies })
  })
}

/** The codes count now, and older ones no more: also where the rules allow none, since they may again one day (RR-10). */
async function useSetUpCodes(core: Core, tx: Tx, account: string, set: string | undefined): Promise<boolean> {
  if (set !== undefined) return await saveCodeSet(core, tx, { accountId: account, set })
  await voidCodeSets(core, tx, account)
  return true
}

/** The number counts now, and every one that was not confirmed again in this set-up no more (RR-10). */
async function useSetUpNumber(core: Core, tx: Tx, session: CurrentSession, number: string | null): Promise<void> {
  const { accountId: account, weakUntil } = session
  if (number) await takeNumber(core, tx, { account, id: number, weakUntil })
  await voidOtherNumbers(core, tx, { account, keep: number ?? undefined })
}
