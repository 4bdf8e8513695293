import type { SessionView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { getAccount } from '../accounts/index.ts'
import { standingOf } from '../policy/index.ts'
import { countManagerQuestions, countOpenCases } from '../recovery-answers/index.ts'
import { countCodesLeft } from '../recovery-codes/index.ts'
import { suspensionView } from '../suspensions/index.ts'

/** With so few codes left the pages say so (RC-4). */
const fewCodes = 3

/** Who is signed in here, and what this session may do. */
export async function sessionView(core: Core, session: CurrentSession): Promise<SessionView> {
  const account = await getAccount(core.db, session.accountId)
  const { siteName, support, mail, localhost } = core.config
  const twoFactor = account.two_factor_since !== null
  const suspension = await suspensionView(core, core.db, session)
  const { rules, deadline } = await standingOf(core.db, account, core.clock.now())
  // Codes that may confirm nothing are not missed.
  const counts = twoFactor && rules.methods.includes('recovery-code')
  const codesLeft = counts ? await countCodesLeft(core.db, account.id) : fewCodes + 1
  return {
    access: session.access,
    account: { id: account.id, login: account.login, name: account.name, role: account.role },
    siteName,
    ...(support ? { support } : {}),
    mail: mail !== undefined,
    localhost,
    twoFactor,
    ...(twoFactor || deadline === undefined ? {} : { dueAt: deadline }),
    ...(codesLeft <= fewCodes ? { codesLow: codesLeft } : {}),
    ...(suspension ? { suspension } : {}),
    // SI-13: nothing else lets one factor in where two-factor authentication is on.
    ...(session.access === 'one-factor' && twoFactor && !suspension ? { remembered: true } : {}),
    ...(await asked(core, session)),
    // RR-9: with the suspension its session ends. Stricter rules shorten open sessions, weaker ones do not lengthen them.
    expiresAt: Math.min(session.expiresAt, session.createdAt + rules.sessionLife),
    now: core.clock.now(),
  }
}

/** What waits for an answer of this person, as one who may answer and as a manager; a full session alone answers. */
async function asked(core: Core, session: CurrentSession): Promise<Pick<SessionView, 'openCases' | 'managerQuestions'>> {
  if (session.access !== 'full') return {}
  const managerQuestions = await countManagerQuestions(core, session)
  return {
    ...(session.role === 'member' ? {} : { openCases: await countOpenCases(core, session) }),
    ...(managerQuestions > 0 ? { managerQuestions } : {}),
  }
}
