import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Visitor } from '../../http/visitor.ts'
import { type AccountRow, anyAccount } from '../accounts/index.ts'
import { typedState } from '../attempts/index.ts'
import { offersFor } from '../confirmation/index.ts'
import { rulesFor } from '../policy/index.ts'
import { confirmable, currentSignIn } from './current-sign-in.ts'
import { readFacts } from './facts.ts'
import { nextStep } from './next-step.ts'
import type { SignInParts } from './parts.ts'
import type { SignInRow } from './sign-in.store.ts'

const site = (core: Core) => ({
  now: core.clock.now(),
  siteName: core.config.siteName,
  ...(core.config.support ? { support: core.config.support } : {}),
  mail: core.config.mail !== undefined,
})

/** The true state of this browser's sign-in at this moment (SI-3). */
export async function viewSignIn(core: Core, parts: SignInParts, visitor: Visitor): Promise<SignInView> {
  const signIn = await currentSignIn(core, core.db, visitor)
  const base = { ...site(core), first: !(await anyAccount(core.db)) }
  if (!signIn) return { step: 'password', ...base }
  const over = endOf(core, signIn)
  if (over) return { step: 'over', over, ...base }
  const { account, facts } = await readFacts(core, parts, core.db, signIn)
  const next = nextStep(facts)
  if (next.step === 'refuse') return { step: 'over', over: next.reason, ...base }
  return {
    ...base,
    step: next.step,
    account: { login: account.login, name: account.name },
    purpose: signIn.purpose,
    ...(signIn.act ? { act: { name: signIn.act, params: JSON.parse(signIn.act_params ?? '{}') as Record<string, string> } } : {}),
    expiresAt: signIn.expires_at,
    passwordMin: (await rulesFor(core.db, account, core.clock.now())).passwordMin,
    ...(facts.twoFactor && facts.codesLeft <= 3 ? { codesLow: facts.codesLeft } : {}),
    ...(next.step === 'confirm' ? await confirmPart(core, parts, signIn, account) : {}),
    ...(next.step === 'wait' || next.step === 'password-again' ? await waitPart(core, parts, signIn) : {}),
  }
}

/** Why it is over, if it is. */
function endOf(core: Core, signIn: SignInRow): SignInView['over'] | undefined {
  if (signIn.state === 'finished') return 'finished'
  if (signIn.state === 'ended') {
    const reason = signIn.ended_reason
    return reason === 'not-me' || reason === 'left' || reason === 'expired' ? reason : 'ended'
  }
  return signIn.expires_at <= core.clock.now() ? 'expired' : undefined
}

async function confirmPart(core: Core, parts: SignInParts, row: SignInRow, account: AccountRow) {
  const signIn = confirmable(row)
  const now = core.clock.now()
  const offers = await offersFor(core, core.db, parts.methods, { account: signIn.accountId, signIn, now })
  const phone = await parts.phone.view(core, signIn)
  const typed = await typedState(core.db, signIn.accountId, signIn.lane, now)
  const sent = await parts.sent.view(core, signIn)
  // A fresh confirmation is given by who has something to confirm with: "log out, log in, ask" (glossary).
  const cannot = row.purpose === 'sign-in' ? await parts.recovery.cannot(core, row) : undefined
  const remember = await parts.remembered.offer(core, core.db, { account, signIn: row })
  const asked = { ...(cannot ? { cannot } : {}), ...(remember ? { remember } : {}) }
  return { methods: offers, typed, ...(phone ? { phone } : {}), ...(sent ? { sent } : {}), ...asked }
}

async function waitPart(core: Core, parts: SignInParts, row: SignInRow) {
  const request = await parts.recovery.view(core, row)
  return request ? { request } : {}
}
