import type { SessionView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { getAccount } from '../accounts/index.ts'
import { rulesFor } from '../policy/index.ts'
import { countCodesLeft } from '../recovery-codes/index.ts'

/** With so few codes left the pages say so (RC-4). */
const fewCodes = 3

/** Who is signed in here, and what this session may do. */
export async function sessionView(core: Core, session: CurrentSession): Promise<SessionView> {
  const account = await getAccount(core.db, session.accountId)
  const { siteName, support, mail, localhost } = core.config
  const twoFactor = account.two_factor_since !== null
  const codesLeft = twoFactor ? await countCodesLeft(core.db, account.id) : fewCodes + 1
  return {
    access: session.access,
    account: { id: account.id, login: account.login, name: account.name, role: account.role },
    siteName,
    ...(support ? { support } : {}),
    mail: mail !== undefined,
    localhost,
    twoFactor,
    ...(twoFactor ? {} : { dueAt: account.due_at }),
    ...(codesLeft <= fewCodes ? { codesLow: codesLeft } : {}),
    expiresAt: session.createdAt + rulesFor(account).sessionLife,
    now: core.clock.now(),
  }
}
