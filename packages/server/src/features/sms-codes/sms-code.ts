import type { Core } from '../../core.ts'
import { minutes, seconds } from '../../kernel/clock.ts'
import { digitsOf } from '../../kernel/secrets.ts'

// Six digits that are sent to a number and typed on the page that asked for them (SM-1). All times in ms.

export const smsCodeLife = minutes(5)
/** "Send again" (SM-1). */
export const smsAgainAfter = seconds(60)
/** With less time left than this a resend is a new code; the tries are those that the old one had left. */
export const smsLeastLife = minutes(2)
/** Answers to one code. A resend makes no new ones. */
export const smsCodeTries = 5
export const smsCodeDigits = 6

type Keys = Pick<Core, 'secrets'>

/** Drawn from the row's id by a key outside the database, so that a resend can send it again though no column holds it. */
export const smsCodeOf = (core: Keys, id: string): string => digitsOf(core.secrets.mac('sms-code', 'drawn', id), smsCodeDigits)

/** How a code is kept, and compared. */
export const smsCodeMac = (core: Keys, id: string, code: string): string =>
  Buffer.from(core.secrets.mac('sms-code', 'kept', id, code)).toString('base64url')
