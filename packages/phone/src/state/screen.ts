import type { AnsweredPrompt, PhonePrompt } from '@sparekey/protocol/phone'
import type { StoredPairing } from '../storage/accounts.ts'

/** What the camera or the keyboard gave to pair with. */
export type PairingSecret = { token: string } | { code: string }

/** A pairing whose keys the server has. It waits for "This is my phone" on the computer. */
export type ScannedPhone = StoredPairing & { device: string }

/** A prompt as it was when it was opened, with the device that answers it. It stays on the screen when it ends meanwhile. */
export interface OpenPrompt {
  device: string
  prompt: PhonePrompt
  /** What was scanned from the login page, in place of typing. */
  scanned?: string
}

export type Screen =
  | { name: 'home' }
  | { name: 'set-up' }
  /** `prompt`: scanning for this prompt only. */
  | { name: 'scan'; prompt?: OpenPrompt }
  | { name: 'type-code' }
  | { name: 'link'; secret: PairingSecret }
  | { name: 'pair'; secret: PairingSecret }
  | { name: 'compare'; pairing: ScannedPhone }
  | { name: 'paired'; device: string }
  | { name: 'prompt'; open: OpenPrompt }
  /** Here and below, `confirmed`: it had been confirmed in the 10 minutes before, and then was not them after all (SI-5). */
  | { name: 'deny'; open: OpenPrompt; confirmed: boolean }
  | { name: 'answered'; state: AnsweredPrompt['state']; open: OpenPrompt; confirmed: boolean }
  /** A prompt that can no longer be answered. `gone`: this phone never saw it. */
  | { name: 'over'; why: 'ended' | 'wrong' | 'gone' }
  | { name: 'open-installed' }
  | { name: 'accounts' }
  | { name: 'verification-code'; device: string }
  | { name: 'notices' }
  | { name: 'notifications' }
