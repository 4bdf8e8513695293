import type { WatchedView } from '../confirm/use-watched-view.ts'
import type { Happening } from './state.ts'

/** What every screen gets. */
export interface ScreenProps {
  watched: WatchedView
  happen: (what: Happening) => void
}
