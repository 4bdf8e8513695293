import { secondFactor } from './a-second-factor.ts'
import { guessing } from './b-guessing.ts'
import type { Breakage } from './breakage.ts'
import { replayAndRaces } from './c-replay-and-races.ts'
import { recoveryAndEnrolment } from './d-recovery-and-enrolment.ts'
import { proxyAndHeaders } from './e-proxy-and-headers.ts'
import { sessions } from './f-sessions.ts'

/** Every breakage, by the number of its case. */
export const breakages: readonly Breakage[] = [
  ...secondFactor,
  ...guessing,
  ...replayAndRaces,
  ...recoveryAndEnrolment,
  ...proxyAndHeaders,
  ...sessions,
].sort((a, b) => a.id.localeCompare(b.id))
