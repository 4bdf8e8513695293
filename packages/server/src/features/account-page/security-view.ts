import type { SecurityView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { emailsView, getAccount } from '../accounts/index.ts'
import { typedOff } from '../attempts/index.ts'
import { kitView } from '../break-glass/index.ts'
import { isKnownBrowser } from '../browsers/index.ts'
import { numberView } from '../phone-numbers/index.ts'
import { rulesFor } from '../policy/index.ts'
import { codesView } from '../recovery-codes/index.ts'
import { smsIsOn } from '../sms-gateways/index.ts'
import { devicesView } from '../trusted-devices/index.ts'

/** The security page: what the account confirms with, where it is told things, and how its password stands. */
export async function securityView(core: Core, session: CurrentSession): Promise<SecurityView> {
  const account = await getAccount(core.db, session.accountId)
  const rules = await rulesFor(core.db, account, core.clock.now())
  const codes = await codesView(core.db, account.id)
  const off = await typedOff(core, account.id)
  const number = await numberView(core.db, account.id, core.clock.now())
  const known = await isKnownBrowser(core, core.db, session.browserId, account.id)
  return {
    ...(account.two_factor_since === null ? {} : { twoFactorSince: account.two_factor_since }),
    devices: await devicesView(core, core.db, account.id),
    ...(codes ? { codes } : {}),
    codesAllowed: rules.methods.includes('recovery-code'),
    emails: await emailsView(core.db, account.id),
    ...(account.password_changed_at === null ? {} : { passwordChangedAt: account.password_changed_at }),
    ...(number ? { number } : {}),
    numberPossible: smsIsOn(core) && rules.methods.includes('sms'),
    // RR-11: for administrators, in a full session.
    ...(account.role === 'admin' && session.access === 'full' ? { breakGlass: await kitView(core.db) } : {}),
    passwordMarked: account.password_marked_at !== null,
    passwordMin: rules.passwordMin,
    typedOff: off,
    // SI-10: only in a full session, and only from a known browser.
    mayAllowTyped: off.length > 0 && session.access === 'full' && known,
  }
}
