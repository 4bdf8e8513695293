import type { CaseView } from '@sparekey/protocol/cases'
import type { Picked } from './picked.ts'

/** What every step of an answer gets. */
export interface StepProps {
  view: CaseView
  picked: Picked
  /** Reads the case again: the next step is open, this one failed, or somebody else was quicker. */
  onStep: () => Promise<void>
}

/** Names the request in what a step sends; nothing where there is none. */
export const ofRequest = ({ request }: Picked): { request?: string } => (request ? { request: request.id } : {})
