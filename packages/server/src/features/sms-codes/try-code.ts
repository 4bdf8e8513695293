import { normaliseDigits } from '@sparekey/protocol/crockford'
import type { Core } from '../../core.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { sameSecret } from '../../kernel/secrets.ts'
import { smsCodeDigits, smsCodeMac, smsCodeTries } from './sms-code.ts'
import { type Asker, countTry, findLive, type LiveCode } from './sms-codes.store.ts'

/** Compares what was typed with the code that this asker waits for: counted first, committed by itself. Nothing is used up yet. */
export async function tryCode(core: Core, q: Asker & { typed: string }): Promise<Outcome<{ code: LiveCode }>> {
  const now = core.clock.now()
  const live = await findLive(core.db, { ...q, now })
  const typed = normaliseDigits(q.typed, smsCodeDigits)
  if (!live || !typed) return refused('code_not_accepted')
  if (!(await countTry(core.db, { id: live.id, tries: smsCodeTries, now })))
    return refused('too_many_attempts', { retryAt: live.expires_at })
  return sameSecret(smsCodeMac(core, live.id, typed), live.mac) ? done({ code: live }) : refused('code_not_accepted')
}
