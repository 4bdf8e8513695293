import type { MethodKind } from '@sparekey/protocol/common'
import type { SignInView } from '@sparekey/protocol/sign-in'

/** What the reader chose to see. Undefined: nothing yet, so the page shows what is best now. */
export type Choice = 'phone' | 'scan' | 'methods' | HelpPanel | TypedMethod
/** "Cannot confirm login" and what stands below it (RR-1). */
export type HelpPanel = 'cannot' | 'access-code' | 'lost-phone'
/** The methods that have a code page. */
export type TypedMethod = Exclude<MethodKind, 'phone'>

type Phone = NonNullable<SignInView['phone']>
type Sent = NonNullable<SignInView['sent']>

/** The methods to offer beside the phone, best first as the server lists them (SI-8). */
export const otherMethods = (view: SignInView): (NonNullable<SignInView['methods']>[number] & { kind: TypedMethod })[] =>
  (view.methods ?? []).flatMap((offer) => (offer.kind === 'phone' ? [] : [{ ...offer, kind: offer.kind }]))

export const hasPhone = (view: SignInView): boolean => (view.phone?.devices.length ?? 0) > 0

const canScan = (view: SignInView): boolean => view.phone?.prompt?.state === 'open' && view.phone.prompt.scanUrl !== undefined

/** A code that is on its way or arrived, and can still be typed. `now`: the server's time, ms. */
export const isGood = (sent: Sent, now: number): boolean => !sent.failed && now < sent.expiresAt

/** Where a code was sent before a refresh, the page goes on at its field (SI-3); otherwise nothing is chosen yet. */
export function firstChoice(view: SignInView): Choice | undefined {
  const { sent } = view
  if (!sent || sent.method === 'phone' || !isGood(sent, view.now)) return undefined
  return sent.method
}

function bestOf(view: SignInView): Choice {
  if (hasPhone(view)) return 'phone'
  return otherMethods(view).length > 0 ? 'methods' : 'cannot'
}

/** What to show: the reader's choice as long as it is there, otherwise the best that is. */
export function panelOf(view: SignInView, choice: Choice | undefined): Choice {
  switch (choice) {
    case undefined:
    case 'phone':
      return bestOf(view)
    case 'cannot':
    case 'methods':
      return choice
    case 'access-code':
    case 'lost-phone':
      // A fresh confirmation has no way through an administrator: "log out, log in, ask".
      return view.cannot ? choice : 'cannot'
    case 'scan':
      return canScan(view) ? 'scan' : bestOf(view)
    default:
      return otherMethods(view).some((offer) => offer.kind === choice) ? choice : 'methods'
  }
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
