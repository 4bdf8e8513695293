import type { Decision } from '@sparekey/protocol/phone'
import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import { type Instant, minutes } from '../../kernel/clock.ts'
import { AppError, Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { confirmSignIn, getSignIn, type SignInRow } from '../sign-in/index.ts'
import { findSigner, markDeviceUsed, verifySignature } from '../trusted-devices/index.ts'
import { phonesFor } from './ask-phones.ts'
import { denyPrompt } from './deny-prompt.ts'
import { closePrompt, findPrompt, type PromptRow, reserveTry } from './phone-prompts.store.ts'
import { isRightAnswer, maxTries } from './prompt.ts'

/** How far a phone's corrected clock may be off, ms. */
const clockSlack = minutes(2)

export interface PhoneAnswer {
  prompt: string
  device: string
  decision: Decision
  matchCode: string
  at: Instant
  signature: string
}

type Signer = NonNullable<Awaited<ReturnType<typeof findSigner>>>
type Answered = Outcome<{ state: 'confirmed' | 'denied' | 'mistaken' }>

/** A phone's answer to a prompt. It needs no session and no token: the signature covers everything that it means (SI-4). */
export async function answerPrompt(core: Core, answer: PhoneAnswer): Promise<Answered> {
  const device = await findSigner(core.db, answer.device)
  const prompt = device && (await findPrompt(core.db, answer.prompt, device.account_id))
  if (!device || !prompt) throw new AppError(404, 'not_found')
  const signIn = await getSignIn(core.db, prompt.sign_in_id)
  if (!mayAnswer(core, device, answer.decision)) return refused('device_not_trusted')
  if (!isSigned(core, device, prompt, signIn, answer)) return refused('signature_invalid')
  if (Math.abs(answer.at - core.clock.now()) > clockSlack) return refused('nonce_spent')
  if (answer.decision === 'confirm') return await confirmPrompt(core, device, prompt, signIn, answer.matchCode)
  return await denyPrompt(core, { device: device.id, prompt, signIn, decision: answer.decision })
}

/** Only a trusted phone gives power; one that was blocked or held can still take it away (TD-8). */
function mayAnswer(core: Core, device: Signer, decision: Decision): boolean {
  if (device.origin !== core.config.origin) return false
  if (device.state === 'trusted') return true
  return decision === 'not-me' && (device.state === 'blocked' || device.state === 'held')
}

function isSigned(core: Core, device: Signer, prompt: PromptRow, signIn: SignInRow, answer: PhoneAnswer): boolean {
  const bytes = decisionBytes({
    origin: core.config.origin,
    device: device.id,
    account: device.account_id,
    prompt: prompt.id,
    subject: signIn.session_id ?? signIn.id,
    purpose: signIn.purpose,
    act: signIn.act ?? '',
    params: signIn.act_params ?? '{}',
    matchCode: answer.matchCode,
    decision: answer.decision,
    at: answer.at,
  })
  return verifySignature(device.sign_key, bytes, answer.signature)
}

async function confirmPrompt(core: Core, device: Signer, prompt: PromptRow, signIn: SignInRow, typed: string): Promise<Answered> {
  const serves = await phonesFor(core, core.db, { accountId: signIn.account_id, act: signIn.act, params: signIn.act_params })
  if (!serves.some((one) => one.id === device.id)) return refused('device_not_trusted')
  const now = core.clock.now()
  const tries = await reserveTry(core.db, prompt.id, now)
  if (tries === undefined) return refused('prompt_over')
  if (!isRightAnswer(core.secrets, prompt, typed)) return await wrongNumber(core, prompt, tries)
  return await inTransaction<Answered>(core.db, async (tx) => {
    if (!(await closePrompt(tx, { id: prompt.id, to: 'confirmed', device: device.id, now }))) throw new Refusal(refused('prompt_over'))
    await requireStillTrusted(core, tx, device.id)
    await markDeviceUsed(core, tx, device.id, { person: true })
    await confirmSignIn(core, tx, {
      signIn: signIn.id,
      account: signIn.account_id,
      method: 'phone',
      confirmation: { deviceId: device.id, weakUntil: device.weak_until },
    })
    return done({ state: 'confirmed' as const })
  })
}

/** The phone may have been removed since the signature was checked.
 * @throws Refusal device_not_trusted */
async function requireStillTrusted(core: Core, tx: Tx, device: string): Promise<void> {
  const now = await findSigner(tx, device)
  if (now?.state !== 'trusted' || now.origin !== core.config.origin) throw new Refusal(refused('device_not_trusted'))
}

/** Three wrong numbers end the prompt (SI-4). */
async function wrongNumber(core: Core, prompt: PromptRow, tries: number): Promise<Answered> {
  const left = maxTries - tries
  if (left <= 0)
    await inTransaction(core.db, async (tx) => {
      if (!(await closePrompt(tx, { id: prompt.id, to: 'ended', device: null, now: core.clock.now() }))) return
      await record(core, tx, {
        act: 'prompt_ended_wrong_number',
        actor: { kind: 'service' },
        account: prompt.account_id,
        from: { signIn: prompt.sign_in_id },
      })
      core.live.publish(`sign-in:${prompt.sign_in_id}`)
      core.live.publish(`account:${prompt.account_id}`)
    })
  return refused('match_code_wrong', { detail: { left } })
}
