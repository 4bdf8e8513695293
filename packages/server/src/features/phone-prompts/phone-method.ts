import { scanUrl } from '@sparekey/protocol/pairing-keys'
import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { ConfirmableSignIn, Method } from '../confirmation/index.ts'
import { limits } from '../policy/index.ts'
import { againAt, askPhones, pauseOf, phonesFor } from './ask-phones.ts'
import { findLatest, type PromptRow } from './phone-prompts.store.ts'
import { matchCodeOf, scanValueOf } from './prompt.ts'

/** Confirmation on the phone: asked as soon as the sign-in begins, answered by the phone itself, never typed on the page. */
export const phoneMethod: Method = {
  kind: 'phone',
  async offer(core, db, { account, signIn }) {
    const phones = await phonesFor(core, db, signIn ?? { accountId: account, act: null, params: null })
    return phones.length > 0 ? { kind: 'phone' } : undefined
  },
  async begin(core, tx, signIn) {
    const asked = await askPhones(core, tx, signIn)
    return asked.ok ? undefined : asked
  },
}

/** The phone's part of the login page: which phones were asked, the number, and how the prompt stands. */
export async function phonePart(core: Core, signIn: ConfirmableSignIn): Promise<SignInView['phone'] | undefined> {
  const phones = await phonesFor(core, core.db, signIn)
  if (phones.length === 0) return undefined
  const prompt = await findLatest(core.db, signIn.id)
  const paused = await pauseOf(core, core.db, signIn)
  const waits = prompt?.state === 'open' && prompt.expires_at > core.clock.now()
  return {
    devices: phones.map(({ name }) => ({ name })),
    ...(prompt ? { prompt: promptView(core, prompt) } : {}),
    ...(paused !== undefined && !waits ? { pausedUntil: paused } : {}),
  }
}

function promptView(core: Core, prompt: PromptRow) {
  const open = prompt.state === 'open' && prompt.expires_at > core.clock.now()
  return {
    id: prompt.id,
    state: prompt.state === 'open' && !open ? ('ended' as const) : prompt.state,
    ...(open && prompt.scan_only === 0 ? { matchCode: matchCodeOf(core.secrets, prompt.id, prompt.digits) } : {}),
    ...(open ? { scanUrl: scanUrl(core.config.publicUrl, prompt.id, scanValueOf(core.secrets, prompt.id)) } : {}),
    expiresAt: prompt.expires_at,
    againAt: againAt(prompt),
    seen: prompt.seen_at !== null,
    silentAt: prompt.created_at + limits.promptSilentAfter,
  }
}
