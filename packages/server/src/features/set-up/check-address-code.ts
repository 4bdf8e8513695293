import { normaliseDigits } from '@sparekey/protocol/crockford'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { sameSecret } from '../../kernel/secrets.ts'
import { record } from '../audit/index.ts'
import { addressCodeMac, codeTries } from './address-code.ts'
import { currentSetUp } from './current-set-up.ts'
import { countTry, markProved } from './set-up.store.ts'
import { afterAddress } from './set-up-step.ts'

/** Checks the code from the mail: counted before it is looked at, used up by one conditional update (TD-9). */
export async function checkAddressCode(core: Core, session: CurrentSession, q: { typed: string; ip: string }): Promise<Outcome> {
  const { row, step } = await currentSetUp(core, core.db, session)
  if (afterAddress.includes(step)) return { ok: true }
  if (step === 'done') return refused('set_up_done')
  if (step === 'blocked') return refused('set_up_needs_invitation')
  const code = normaliseDigits(q.typed, 6)
  if (!row?.code_mac || !code) return refused('code_not_accepted')

  const now = core.clock.now()
  if (!(await countTry(core.db, { id: row.id, tries: codeTries, now }))) {
    const live = row.code_expires_at !== null && row.code_expires_at > now
    return live ? refused('too_many_attempts', { retryAt: row.code_expires_at ?? now }) : refused('code_not_accepted')
  }
  const mac = addressCodeMac(core, row.id, code)
  if (!sameSecret(mac, row.code_mac)) return refused('code_not_accepted')
  return await inTransaction<Outcome>(core.db, async (tx) => {
    if (!(await markProved(tx, { id: row.id, mac, now }))) throw new Refusal(refused('code_not_accepted'))
    await record(core, tx, {
      act: 'set_up_address_proved',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    return { ok: true }
  })
}
