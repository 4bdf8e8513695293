import type { PracticeView } from '@sparekey/protocol/readiness'

/** The parts of the rehearsal, in their order. */
export type Stage = 'codes' | 'verification' | 'cannot' | 'secret'

/** The parts that this person goes through: no verification code without a phone that shows one, no codes where the rules allow none. */
export const stagesOf = (view: Pick<PracticeView, 'verification' | 'codesAllowed'>): Stage[] => [
  ...(view.codesAllowed ? (['codes'] as const) : []),
  ...(view.verification ? (['verification'] as const) : []),
  'cannot',
  'secret',
]

/** Where a rehearsal goes on after the page was loaded again. */
export function resumeAt(view: Pick<PracticeView, 'codes' | 'codeResult' | 'verification' | 'verificationResult'>): Stage {
  if (view.codes > 0 && !view.codeResult) return 'codes'
  if (view.verification && !view.verificationResult) return 'verification'
  return 'cannot'
}
