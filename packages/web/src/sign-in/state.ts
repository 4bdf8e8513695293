import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'

/** The sign-in page mirrors the server's states (DESIGN §2): what it shows is a function of the last view, of whether the server can
 * be reached, and of the few things that happen on this page alone. A refresh loses only those, and none of them matters for long. */
export interface Here {
  /** "Forgotten password" was chosen. */
  forgotten: boolean
  /** The reader goes on from a sign-in that is over. */
  startedOver: boolean
  /** A recovery code was typed on this page: the reader hears how many are left before going on (RC-4). */
  usedCode: boolean
  /** The reader has heard it. */
  heard: boolean
}

export const atFirst: Here = { forgotten: false, startedOver: false, usedCode: false, heard: false }

export type Happening = 'chose-forgotten' | 'chose-login' | 'began' | 'started-over' | 'typed-code' | 'heard'

export function after(here: Here, happening: Happening): Here {
  switch (happening) {
    case 'chose-forgotten':
      return { ...here, forgotten: true }
    case 'chose-login':
      return { ...here, forgotten: false }
    case 'began':
      return atFirst
    case 'started-over':
      return { ...atFirst, startedOver: true }
    case 'typed-code':
      return { ...here, usedCode: true }
    case 'heard':
      return { ...here, heard: true }
  }
}

export type Screen =
  | { name: 'loading' }
  | { name: 'unreachable'; refusal: RefusalBody }
  | { name: 'no-administrator'; view: SignInView }
  | { name: 'password'; view: SignInView }
  | { name: 'forgotten'; view: SignInView }
  | { name: 'confirm'; view: SignInView; offline: boolean }
  | { name: 'change-password'; view: SignInView }
  | { name: 'wait'; view: SignInView; offline: boolean }
  | { name: 'password-again'; view: SignInView }
  | { name: 'new-codes'; view: SignInView }
  | { name: 'codes-low'; view: SignInView; left: number }
  | { name: 'finish'; view: SignInView }
  | { name: 'over'; view: SignInView; why: NonNullable<SignInView['over']> }

/** Before the password there are three: the first administrator's, the password, and the forgotten one. */
function before(view: SignInView, here: Here): Screen {
  if (view.first) return { name: 'no-administrator', view }
  return { name: here.forgotten ? 'forgotten' : 'password', view }
}

/** What the page shows. */
export function screenOf(view: SignInView | undefined, lost: RefusalBody | undefined, here: Here): Screen {
  if (!view) return lost ? { name: 'unreachable', refusal: lost } : { name: 'loading' }
  switch (view.step) {
    case 'password':
      return before(view, here)
    case 'confirm':
      return { name: 'confirm', view, offline: lost !== undefined }
    case 'wait':
      return { name: 'wait', view, offline: lost !== undefined }
    case 'change-password':
    case 'new-codes':
    case 'password-again':
      return { name: view.step, view }
    case 'finish':
      if (here.usedCode && !here.heard && view.codesLow !== undefined) return { name: 'codes-low', view, left: view.codesLow }
      return { name: 'finish', view }
    case 'over':
      // Leaving was the reader's own doing and needs no word.
      return here.startedOver || view.over === 'left' ? before(view, here) : { name: 'over', view, why: view.over ?? 'ended' }
  }
}
