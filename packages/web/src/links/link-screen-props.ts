import type { LinkView } from '@sparekey/protocol/account'
import type { RefusalBody } from '@sparekey/protocol/errors'
import type { Link } from './link-token.ts'

/** What every screen of a link gets. */
export interface LinkScreenProps {
  link: Link
  view: LinkView
  /** The link was used or ended meanwhile. */
  onGone: (refusal: RefusalBody) => void
}
