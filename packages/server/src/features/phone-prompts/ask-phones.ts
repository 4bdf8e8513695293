import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { getAccount, lockAccount } from '../accounts/index.ts'
import { type ConfirmableSignIn, removesItself } from '../confirmation/index.ts'
import { isMarked } from '../passwords/index.ts'
import { limits, rulesFor } from '../policy/index.ts'
import { queuePush } from '../push/index.ts'
import { confirmable, lastConfirmed, signInIn } from '../sign-in/index.ts'
import { pausedDevices, usableDevices } from '../trusted-devices/index.ts'
import { historyReach, pausedUntil } from './pace.ts'
import { closeExpired, closeReplaced, findLatest, insertPrompt, lastNotMe, readPromptTimes } from './phone-prompts.store.ts'

/** The phones that can confirm this sign-in: all usable ones but the one that the act removes. */
export async function phonesFor(core: Core, db: Db | Tx, signIn: { accountId: string; act: string | null; params: string | null }) {
  const q = { accountId: signIn.accountId, origin: core.config.origin, now: core.clock.now() }
  // RR-9: a phone that was only left at home says itself that it is back.
  if (signIn.act === 'use-old-phone') return await pausedDevices(db, q)
  const devices = await usableDevices(db, q)
  return devices.filter((device) => !removesItself(signIn.act, signIn.params, { method: 'phone', device: device.id }))
}

/** Until when no prompt is sent for this sign-in (SI-6), if there is a pause. */
export async function pauseOf(core: Core, db: Db | Tx, signIn: ConfirmableSignIn): Promise<number | undefined> {
  const now = core.clock.now()
  const { accountId: account, lane } = signIn
  const confirmed = await lastConfirmed(db, account, lane === 'known')
  const recent = await readPromptTimes(db, { account, lane, since: now - historyReach })
  const sinceConfirmed = await readPromptTimes(db, { account, lane, since: confirmed })
  return pausedUntil({ lane, recent, sinceConfirmed, notMeAt: await lastNotMe(db, account, now - historyReach) }, now)
}

/** Makes a prompt and its push messages in the caller's transaction; nothing where there is no phone, a pause, or an open one.
 * @returns the refusal that says why none was made */
export async function askPhones(core: Core, tx: Tx, signIn: ConfirmableSignIn): Promise<Outcome> {
  // Counts begin by taking the account's row, so that two sign-ins at the same moment cannot both be the fifth.
  await lockAccount(tx, signIn.accountId)
  const account = await getAccount(tx, signIn.accountId)
  const phones = await phonesFor(core, tx, signIn)
  if (phones.length === 0) return refused('method_not_usable')
  const paused = await pauseOf(core, tx, signIn)
  if (paused !== undefined) return refused('prompt_paused', { retryAt: paused })

  const now = core.clock.now()
  const rules = await rulesFor(tx, account, now)
  const id = newId(core.random, 'prm')
  // SI-15: with a marked password, other browsers are confirmed by scanning only, and no phone rings for them.
  const scanOnly = isMarked(account) && signIn.lane === 'other'
  await closeExpired(tx, signIn.id, now)
  const added = await insertPrompt(tx, {
    id,
    sign_in_id: signIn.id,
    account_id: account.id,
    lane: signIn.lane,
    state: 'open',
    tries: 0,
    digits: rules.matchDigits,
    scan_only: scanOnly ? 1 : 0,
    device_id: null,
    created_at: now,
    expires_at: now + limits.promptLife,
    seen_at: null,
    answered_at: null,
  })
  if (!added) return refused('prompt_too_soon')
  core.live.publish(`account:${account.id}`)
  core.live.publish(`sign-in:${signIn.id}`)
  if (!scanOnly)
    await queuePush(core, tx, {
      accountId: account.id,
      devices: phones.map((phone) => phone.id),
      id,
      title: core.config.siteName,
      body: 'Something waits for your answer. Open the app to see what.',
      navigate: '/app/',
      endsAt: now + limits.promptLife,
      dedupe: `prompt ${id}`,
    })
  return { ok: true }
}

/** "Send again" (SI-3): a new prompt in place of the one before, 30 s after it. */
export async function askAgain(core: Core, visitor: Visitor): Promise<Outcome> {
  const current = await signInIn(core, visitor, 'waiting')
  if (!current.ok) return current
  const signIn = confirmable(current.signIn)
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const last = await findLatest(tx, signIn.id)
    const again = last ? againAt(last) : 0
    if (again > core.clock.now()) return refused('prompt_too_soon', { retryAt: again })
    if (last) await closeReplaced(tx, last.id)
    return await askPhones(core, tx, signIn)
  })
}

/** When "Send again" works. A prompt that is over for good can be replaced sooner than one that still waits. */
export function againAt(prompt: { state: string; created_at: number }): number {
  const wait = limits.promptAgainAfter
  return prompt.created_at + (prompt.state === 'mistaken' ? wait / 3 : wait)
}
