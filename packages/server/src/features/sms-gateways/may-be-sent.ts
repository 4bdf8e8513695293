import type { Core } from '../../core.ts'
import type { ReadNumber } from '../phone-numbers/index.ts'

/** Whether texts can be sent at all. */
export const smsIsOn = (core: Pick<Core, 'config'>): boolean => core.config.sms !== undefined

/** Whether texts go to numbers of this country (SM-4). A number of no country is one of fees. */
export const mayBeSent = (core: Pick<Core, 'config'>, number: ReadNumber | undefined): boolean =>
  number?.country !== undefined && (core.config.sms?.countries.includes(number.country) ?? false)
