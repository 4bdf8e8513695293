import type { StoppableKind } from '../../notices/index.ts'

/** One line each: an SMS is short, and others may see it. */
const lines: Record<StoppableKind, string> = {
  'recovery-requested': 'somebody asks to be let into your account without your phone.',
  'recovery-agreed': 'one of two people approved switching off two-factor authentication for your account.',
  'recovery-approved': 'switching off two-factor authentication for your account was approved.',
  'access-code-made': 'an access code was made for your account.',
  'suspension-claimed': 'your account is in use without the second factor, as it was approved.',
  'suspension-ended': 'two-factor authentication is on again for your account.',
  'recovery-stopped': 'a request to be let into your account was stopped.',
}

/** The whole SMS. The link is for who did not ask.
 * @param q.last that no further one of its kind comes today */
export const smsText = (q: { kind: StoppableKind; siteName: string; stop: string; last?: boolean }): string =>
  `${q.siteName}: ${lines[q.kind]} Not you? Stop it here: ${q.stop}${q.last ? ' Further requests today are not told by SMS: look into the app or your mail.' : ''}`
