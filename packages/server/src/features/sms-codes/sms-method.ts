import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { networkOf } from '../../kernel/network.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { getAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { type ConfirmableSignIn, type Method, needsStrong, phoneOnly } from '../confirmation/index.ts'
import { openNumber, readNumber, smsNumber } from '../phone-numbers/index.ts'
import { limits, rulesFor } from '../policy/index.ts'
import { getSignIn } from '../sign-in/index.ts'
import { mayBeSent, smsIsOn } from '../sms-gateways/index.ts'
import { usedLately } from '../trusted-devices/index.ts'
import { sendCode, sentCode } from './send-code.ts'
import { findLive, spendCode } from './sms-codes.store.ts'
import { tryCode } from './try-code.ts'

/** Acts that give somebody a new way in. */
const givesPower: readonly string[] = ['add-device', 'create-codes']

/** Whether SMS may confirm this: a change that needs more than the weakest method is not offered it, and what would hand the
 * account over (SI-16) not while a phone of it is in somebody's hand. */
async function mayConfirm(core: Core, db: Db | Tx, signIn: ConfirmableSignIn): Promise<boolean> {
  if (!signIn.act) return true
  if (needsStrong(signIn.act) || phoneOnly(signIn.act)) return false
  return !givesPower.includes(signIn.act) || !(await usedLately(core, db, signIn.accountId))
}

/** The number that this account can be sent a code to now, if SMS is allowed to it (SM-3). */
async function usableNumber(core: Core, db: Db | Tx, account: string) {
  if (!smsIsOn(core)) return undefined
  const number = await smsNumber(db, account, core.clock.now())
  if (!number || !(await rulesFor(db, await getAccount(db, account), core.clock.now())).methods.includes('sms')) return undefined
  // The list of countries may have become shorter since the number was set (SM-4).
  const read = await readNumber(openNumber(core, number))
  return mayBeSent(core, read) ? number : undefined
}

/** Confirmation by a code that is sent to the account's number once the person chose it (SM-1 to SM-4). */
export const smsMethod: Method = {
  kind: 'sms',

  async offer(core, db, { account, signIn }) {
    const number = await usableNumber(core, db, account)
    if (!number || (signIn && !(await mayConfirm(core, db, signIn)))) return undefined
    return { kind: 'sms', hint: number.last_two }
  },

  async start(core, tx, signIn): Promise<Refused | undefined> {
    const number = await usableNumber(core, tx, signIn.accountId)
    if (!number) return refused('method_not_usable')
    const { ip } = await getSignIn(tx, signIn.id)
    const sent = await sendCode(core, tx, {
      purpose: 'sign-in',
      subject: signIn.id,
      number,
      network: networkOf(ip),
      words: signIn.purpose === 'act' ? 'confirm a change' : 'log in',
    })
    if (!sent.ok) return sent
    await record(core, tx, {
      act: 'sms_code_sent',
      actor: { kind: 'account', id: signIn.accountId },
      account: signIn.accountId,
      detail: { number: number.id },
      from: { signIn: signIn.id },
    })
    core.live.publish(`sign-in:${signIn.id}`)
    return undefined
  },

  async check(core, signIn, answer) {
    const tried = await tryCode(core, { purpose: 'sign-in', subject: signIn.id, typed: answer })
    if (!tried.ok) return tried
    const { code } = tried
    return {
      ok: true,
      spend: async (tx) => {
        const now = core.clock.now()
        const number = await smsNumber(tx, signIn.accountId, now)
        if (number?.id !== code.number_id || !(await spendCode(tx, { id: code.id, purpose: 'sign-in', now }))) return undefined
        return { weakUntil: Math.max(now + limits.weakLife, number.weak_until) }
      },
    }
  },
}

/** What the login page says of a code that was sent for this sign-in. */
export async function sentPart(core: Core, signIn: ConfirmableSignIn): Promise<SignInView['sent']> {
  const now = core.clock.now()
  const live = await findLive(core.db, { purpose: 'sign-in', subject: signIn.id, now })
  if (!live || (await smsNumber(core.db, signIn.accountId, now))?.id !== live.number_id) return undefined
  const { lastTwo, ...sent } = sentCode(live)
  return { method: 'sms', to: lastTwo, ...sent }
}

/** SI-16: whether a sign-in that SMS confirmed also stands in for one phone and one set of codes. */
export const smsGrants = async (core: Core, tx: Tx, signIn: { account_id: string }): Promise<boolean> =>
  !(await usedLately(core, tx, signIn.account_id))
