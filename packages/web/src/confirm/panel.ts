import type { MethodKind } from '@sparekey/protocol/common'
import type { SignInView } from '@sparekey/protocol/sign-in'

/** What the reader chose to see. Undefined: nothing yet, so the page shows what is best now. */
export type Choice = 'phone' | 'scan' | 'methods' | 'cannot' | TypedMethod
/** The methods that have a code page. */
export type TypedMethod = Exclude<MethodKind, 'phone'>

type Phone = NonNullable<SignInView['phone']>

/** The methods to offer beside the phone, best first as the server lists them (SI-8). */
export const otherMethods = (view: SignInView): (NonNullable<SignInView['methods']>[number] & { kind: TypedMethod })[] =>
  (view.methods ?? []).flatMap((offer) => (offer.kind === 'phone' ? [] : [{ ...offer, kind: offer.kind }]))

export const hasPhone = (view: SignInView): boolean => (view.phone?.devices.length ?? 0) > 0

const canScan = (view: SignInView): boolean => view.phone?.prompt?.state === 'open' && view.phone.prompt.scanUrl !== undefined

/** What to show: the reader's choice as long as it is there, otherwise the best that is. */
export function panelOf(view: SignInView, choice: Choice | undefined): Choice {
  const others = otherMethods(view)
  const best = hasPhone(view) ? 'phone' : others.length > 0 ? 'methods' : 'cannot'
  if (choice === undefined || choice === 'cannot' || choice === 'methods') return choice ?? best
  if (choice === 'phone') return best
  if (choice === 'scan') return canScan(view) ? 'scan' : best
  return others.some((offer) => offer.kind === choice) ? choice : 'methods'
}

/** How it stands with the phone, in the one word that the panel is drawn by. */
export type PhoneState = 'asking' | 'seen' | 'silent' | 'scan-only' | 'confirmed' | 'denied' | 'mistaken' | 'ended' | 'paused'

/** `now`: the server's time, ms. */
export function phoneState(phone: Phone, now: number): PhoneState {
  const { prompt } = phone
  if (prompt?.state === 'confirmed') return 'confirmed'
  if (prompt?.state === 'open' && now < prompt.expiresAt) {
    if (prompt.matchCode === undefined) return 'scan-only'
    if (prompt.seen) return 'seen'
    return now >= prompt.silentAt ? 'silent' : 'asking'
  }
  if (phone.pausedUntil !== undefined) return 'paused'
  if (prompt?.state === 'denied' || prompt?.state === 'mistaken') return prompt.state
  return 'ended'
}

/** When the panel may look different without news from the server: the prompt falls silent, or ends. */
export function nextTurn(phone: Phone, now: number): number | undefined {
  const { prompt } = phone
  if (prompt?.state !== 'open') return undefined
  return [prompt.silentAt, prompt.expiresAt].find((at) => at > now)
}

/** The digits one by one, as a screen reader should say them. */
export const spelled = (code: string): string => [...code].join(' ')
