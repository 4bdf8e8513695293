import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { findAccount, usableAddresses } from '../accounts/index.ts'
import { makeLink } from '../links/index.ts'
import { queueMail } from '../mail/index.ts'
import { queuePush } from '../push/index.ts'
import { ownerTexts } from './messages/en.ts'
import { ownerMail, stopMail, timeText } from './messages/mails.en.ts'
import { isStoppable, type NoticeKind, type NoticeParams } from './notice-kinds.ts'
import { withPlace } from './notice-place.ts'
import { insertNotice } from './notices.store.ts'

/** "This wasn't me" works for so long (AU-4), and so does undoing a changed address (EN-6). ms */
export const denialLife = days(7)

export interface ToOwner {
  accountId: string
  kind: NoticeKind
  params?: NoticeParams
  /** Addresses that are told besides those in use, such as the one that was just removed. */
  alsoTo?: string[]
  /** Makes the link that undoes this one change, for an address that gets one (EN-6). */
  undo?: (address: string) => Promise<string | undefined>
}

const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 300)

/** Tells the owner on every channel, in the transaction of what happened (AU-4): a notice in the phone app, a push to every
 * trusted device, and a mail to every address in use, each with its own "This wasn't me"; or with "Stop this" (RR-3). */
export async function tellOwner(core: Core, tx: Tx, q: ToOwner): Promise<{ notice: string }> {
  const account = await findAccount(tx, q.accountId)
  const now = core.clock.now()
  const params = Object.fromEntries(Object.entries(withPlace(core, q.params ?? {})).map(([name, value]) => [name, plain(value)]))
  const notice = newId(core.random, 'ntc')
  await insertNotice(tx, { id: notice, account_id: q.accountId, kind: q.kind, params: JSON.stringify(params), at: now, answered_at: null })
  const text = ownerTexts[q.kind]
  const addresses = new Set([...(await usableAddresses(tx, q.accountId)), ...(q.alsoTo ?? [])])
  const { siteName, support } = core.config
  const about = { happened: text.happened(params, timeText(now)), siteName, login: account?.login ?? '', support }
  for (const address of core.config.mail ? addresses : []) {
    const purpose = isStoppable(q.kind) ? 'stop' : 'not-me'
    const link = await makeLink(core, tx, { purpose, accountId: q.accountId, data: { notice }, ttl: denialLife })
    await queueMail(core, tx, {
      accountId: q.accountId,
      to: address,
      subject: `${core.config.siteName}: ${text.subject}`,
      text:
        purpose === 'stop'
          ? stopMail({ ...about, stop: link.url })
          : ownerMail({ ...about, notMe: link.url, undo: await q.undo?.(address) }),
      dedupe: link.id,
      endsAt: link.expiresAt,
    })
  }
  await pushNotice(core, tx, { accountId: q.accountId, notice, line: text.subject, now })
  core.live.publish(`account:${q.accountId}`)
  return { notice }
}

/** A notification that says in one line what the phone app then shows. */
export async function pushNotice(core: Core, tx: Tx, q: { accountId: string; notice: string; line: string; now: Instant }): Promise<void> {
  await queuePush(core, tx, {
    accountId: q.accountId,
    id: q.notice,
    title: core.config.siteName,
    body: q.line,
    navigate: '/app/#notices',
    endsAt: q.now + days(3),
    dedupe: `notice ${q.notice}`,
  })
}
