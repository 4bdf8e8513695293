import type { CaseEvent, CaseView, Flag } from '@sparekey/protocol/cases'
import type { Picked } from './picked.ts'

export type Agreeing = Pick<CaseView, 'flags' | 'twoBecause' | 'waits'>

/** How many must agree on the answer that is being given; on one without a request while there is a choice (RR-6). */
export const agreeingOf = (view: CaseView, picked: Picked | undefined): Agreeing => picked?.request ?? view

/** Who approved this very answer: an approval of another request of the case counts for that one alone. */
export const approvalsOf = (view: Pick<CaseView, 'answers'>, picked: Picked | undefined): CaseView['answers'] =>
  view.answers.filter((one) => one.decision === 'approved' && one.request === picked?.request?.id)

/** The red flags that stood at the last decision; undefined where nobody decided. */
export const flagsAtDecision = (history: readonly CaseEvent[]): Flag[] | undefined =>
  history.findLast((one) => one.flags !== undefined)?.flags

/** This approval alone does nothing yet. Where phone and password are both lost, two people may give one of them each (RR-13). */
export const secondNeeded = ({ twoBecause, waits }: Agreeing, approvals: number): boolean =>
  !waits && approvals === 0 && twoBecause.some((reason) => reason !== 'password-too')
