import { days, hours, minutes, seconds } from '../../kernel/clock.ts'

/** What holds for everybody and is no setting. Times are ms. */
export const limits = {
  /** A sign-in can be confirmed for this long after the password (SI-11). */
  signInLife: minutes(10),
  promptLife: seconds(120),
  /** "Send again" (SI-3). */
  promptAgainAfter: seconds(30),
  /** Then the page offers the other methods by itself (SI-6). */
  promptSilentAfter: seconds(15),
  knownBrowserLife: days(180),
  /** A fresh confirmation can be used for this long. */
  confirmationLife: minutes(5),
  /** What SMS or a recovery code confirmed counts as weak for this long (SI-16). */
  weakLife: hours(24),
  maxDevices: 5,
} as const
