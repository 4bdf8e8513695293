import type { SecurityView } from '@sparekey/protocol/account'

/** What every part of the security page gets. */
export interface SecurityPart {
  view: SecurityView
  /** Whether this session may change something; one with a single factor only looks (SI-16). */
  mayAct: boolean
  /** Reads the state again, after a change. */
  reload: () => Promise<void>
}
