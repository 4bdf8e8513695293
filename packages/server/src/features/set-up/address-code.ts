import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { days, hours, type Instant, minutes, seconds } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { digitsOf } from '../../kernel/secrets.ts'
import { reserveRate, type WaitRule } from '../attempts/index.ts'
import { record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import { type CurrentSetUp, currentSetUp } from './current-set-up.ts'
import { addressCodeMail } from './messages/en.ts'
import { openSetUp } from './open-set-up.ts'
import { type SetUpRow, setCode } from './set-up.store.ts'
import { afterAddress } from './set-up-step.ts'

// The code that shows that the owner of the address sets this account up, and nobody who merely knows its password (TD-9).

/** ms */
const codeLife = minutes(10)
export const codeAgainAfter = seconds(60)
/** Answers to one code. A resend sends the same code, so it makes no new ones. */
export const codeTries = 5

/** New codes of one account, from whichever browser: they bound how much can be guessed, and how much mail is sent. */
const newCodes: WaitRule = { free: 6, waitFrom: minutes(10), waitUpTo: hours(6), forgetAfter: days(7) }

type Keys = Pick<Core, 'secrets'>

/** Drawn from the set-up's id and the code's end, so that a resend can send it again though no column holds it. */
const codeOf = (core: Keys, setUp: string, expiresAt: Instant): string =>
  digitsOf(core.secrets.mac('email-code', 'drawn', setUp, String(expiresAt)), 6)

/** How a code is kept, and compared. */
export const addressCodeMac = (core: Keys, setUp: string, code: string): string =>
  Buffer.from(core.secrets.mac('email-code', 'kept', setUp, code)).toString('base64url')

/** Sends the code to every address of the account that is proved and in use. Does nothing where none is needed. */
export async function sendAddressCode(core: Core, session: CurrentSession, visitor: Visitor): Promise<Outcome> {
  const now = core.clock.now()
  const current = await currentSetUp(core, core.db, session)
  if (afterAddress.includes(current.step)) return { ok: true }
  const opened = await inTransaction(core.db, (tx) => openSetUp(core, tx, session, { step: 'address', ip: visitor.ip }))
  if ('ok' in opened) return opened
  const { row } = opened

  const live = row.code_mac !== null && row.code_expires_at !== null && row.code_expires_at > now
  if (live && row.code_tries >= codeTries) return refused('too_many_attempts', { retryAt: row.code_expires_at ?? now })
  if (row.code_sent_at !== null && row.code_sent_at > now - codeAgainAfter) {
    return refused('too_many_attempts', { retryAt: row.code_sent_at + codeAgainAfter })
  }
  if (!live) {
    const reserved = await reserveRate(core, `set-up code ${session.accountId}`, newCodes)
    if (!reserved.ok) return refused('too_many_attempts', { retryAt: reserved.retryAt })
  }
  return await send(core, session, visitor, { ...opened, row, live })
}

async function send(
  core: Core,
  session: CurrentSession,
  visitor: Visitor,
  setUp: CurrentSetUp & { row: SetUpRow; live: boolean },
): Promise<Outcome> {
  const now = core.clock.now()
  const { row, account } = setUp
  const expiresAt = setUp.live && row.code_expires_at !== null ? row.code_expires_at : now + codeLife
  const code = codeOf(core, row.id, expiresAt)
  const fresh = setUp.live ? undefined : { mac: addressCodeMac(core, row.id, code), expiresAt }
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const sent = await setCode(tx, { id: row.id, now, notSince: now - codeAgainAfter, code: fresh })
    if (!sent) throw new Refusal(refused('too_many_attempts', { retryAt: now + codeAgainAfter }))
    const { siteName, support } = core.config
    const place = core.places.of(visitor.ip)
    const mail = addressCodeMail({ siteName, login: account.login, code, agent: visitor.agent, ip: visitor.ip, place, support })
    for (const [nth, to] of setUp.addresses.entries()) {
      await queueMail(core, tx, { ...mail, to, accountId: account.id, dedupe: `set-up code ${row.id} ${now} ${nth}`, endsAt: expiresAt })
    }
    await record(core, tx, {
      act: 'set_up_code_sent',
      actor: { kind: 'account', id: account.id },
      account: account.id,
      from: { ip: visitor.ip, session: session.id, browser: session.browserId },
    })
    return { ok: true }
  })
}
