import type { AnsweredPrompt, Decision, PhonePrompt } from '@sparekey/protocol/phone'
import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import type { Outcome } from '../api/outcome.ts'
import { phoneApi } from '../api/phone-api.ts'
import { serverNow } from '../api/server-clock.ts'
import { signBytes } from '../keys/device-key.ts'
import type { StoredAccount } from '../storage/accounts.ts'

/** Signs one decision about one prompt and sends it. What is signed is what was shown (SI-4).
 * @param matchCode the digits typed or the value scanned; empty unless the decision is `confirm` */
export async function answerPrompt(
  account: StoredAccount,
  prompt: PhonePrompt,
  decision: Decision,
  matchCode: string,
): Promise<Outcome<AnsweredPrompt>> {
  const at = serverNow()
  const bytes = decisionBytes({
    origin: location.origin,
    device: account.device,
    account: account.account,
    prompt: prompt.id,
    subject: prompt.subject,
    purpose: prompt.purpose,
    act: prompt.act,
    params: prompt.params,
    matchCode,
    decision,
    at,
  })
  const signature = await signBytes(account.sign, bytes)
  return phoneApi.answerPrompt(prompt.id, { device: account.device, decision, matchCode, at, signature })
}
