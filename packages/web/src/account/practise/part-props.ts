import type { PracticeView } from '@sparekey/protocol/readiness'

/** What every part gets: the state of the rehearsal, and the way on. */
export interface PartProps {
  view: PracticeView
  onView: (view: PracticeView) => void
  onNext: () => void
}
