import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { findAccount, listAdministrators, usableAddresses } from '../accounts/index.ts'
import { queueMail } from '../mail/index.ts'
import { administratorMail, administratorTexts, timeText } from './messages/en.ts'
import type { AdministratorNoticeKind, NoticeParams } from './notice-kinds.ts'
import { insertNotice } from './notices.store.ts'
import { pushNotice } from './tell-owner.ts'

/** Tells every administrator, in the transaction of what happened: in their phone apps, by push and by mail.
 * @param q.params with the id of the account that it is about as `account`: its name and login are added */
export async function tellAdministrators(core: Core, tx: Tx, q: { kind: AdministratorNoticeKind; params?: NoticeParams }): Promise<void> {
  const now = core.clock.now()
  const about = q.params?.account ? await findAccount(tx, q.params.account) : undefined
  const params = { ...q.params, ...(about ? { name: about.name, login: about.login } : {}) }
  const text = administratorTexts[q.kind]
  for (const administrator of await listAdministrators(tx)) {
    const notice = newId(core.random, 'ntc')
    const row = {
      id: notice,
      account_id: administrator.id,
      kind: q.kind,
      params: JSON.stringify(params),
      at: now,
      answered_at: null,
    }
    await insertNotice(tx, row)
    for (const address of await usableAddresses(tx, administrator.id)) {
      await queueMail(core, tx, {
        accountId: administrator.id,
        to: address,
        subject: `${core.config.siteName}: ${text.subject}`,
        text: administratorMail({
          happened: text.happened(params, timeText(now)),
          siteName: core.config.siteName,
          consoleUrl: `${core.config.publicUrl}/console`,
        }),
        dedupe: `${notice} ${address}`,
        endsAt: now + days(3),
      })
    }
    await pushNotice(core, tx, { accountId: administrator.id, notice, line: text.subject, now })
  }
  core.live.publish('console')
}
