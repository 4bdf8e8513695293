import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { findAccount, listAdministrators, usableAddresses } from '../accounts/index.ts'
import { queueMail } from '../mail/index.ts'
import { administratorTexts } from './messages/administrators.en.ts'
import { administratorMail, timeText } from './messages/mails.en.ts'
import type { AdministratorNoticeKind, NoticeParams } from './notice-kinds.ts'
import { withPlace } from './notice-place.ts'
import { insertNotice } from './notices.store.ts'
import { pushNotice } from './tell-owner.ts'

/** Where the reader goes on from the mail. */
const pages = {
  console: { name: 'the console', path: '/console' },
  account: { name: 'your account page', path: '/account' },
  held: { name: '"On hold" in the console', path: '/console/held' },
  ready: { name: '"What if I lose this phone today?"', path: '/account/ready' },
}

export interface ToPeople {
  /** Ids of accounts. */
  to: readonly string[]
  kind: AdministratorNoticeKind
  /** With the id of the account that it is about as `account`: its name and login are added. */
  params?: NoticeParams
  page?: keyof typeof pages
  /** The case that it is about: the mail leads there. */
  case?: string | undefined
}

/** Tells some people of what happened to somebody else's account, in the transaction of what happened: in their phone apps, by
 * push and by mail. */
export async function tellPeople(core: Core, tx: Tx, q: ToPeople): Promise<void> {
  const now = core.clock.now()
  const about = q.params?.account ? await findAccount(tx, q.params.account) : undefined
  const params = { ...withPlace(core, q.params ?? {}), ...(about ? { name: about.name, login: about.login } : {}) }
  const text = administratorTexts[q.kind]
  const page = q.case ? { name: 'the case', path: `/console/requests/${q.case}` } : pages[q.page ?? 'console']
  for (const person of new Set(q.to)) {
    const notice = newId(core.random, 'ntc')
    await insertNotice(tx, { id: notice, account_id: person, kind: q.kind, params: JSON.stringify(params), at: now, answered_at: null })
    for (const address of await usableAddresses(tx, person)) {
      await queueMail(core, tx, {
        accountId: person,
        to: address,
        subject: `${core.config.siteName}: ${text.subject}`,
        text: administratorMail({
          happened: text.happened(params, timeText(now)),
          siteName: core.config.siteName,
          to: { name: page.name, url: `${core.config.publicUrl}${page.path}`, own: page.path.startsWith('/account') },
        }),
        dedupe: `${notice} ${address}`,
        endsAt: now + days(3),
      })
    }
    await pushNotice(core, tx, { accountId: person, notice, line: text.subject, now })
    core.live.publish(`account:${person}`)
  }
  core.live.publish('console')
}

/** {@link tellPeople} for every administrator. */
export async function tellAdministrators(core: Core, tx: Tx, q: Omit<ToPeople, 'to'>): Promise<void> {
  await tellPeople(core, tx, { ...q, to: (await listAdministrators(tx)).map((one) => one.id) })
}
