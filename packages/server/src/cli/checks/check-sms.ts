import { reachSmsGateway } from '../../features/sms-gateways/index.ts'
import type { Check } from './finding.ts'

/** Connects to the gateway; sends nothing, since a text costs money. */
export const checkSms: Check = async ({ core }) => {
  const { sms } = core.config
  if (!sms) return [{ state: 'hint', says: 'no gateway is set: SMS is no method here. Set SMS_URL and SMS_COUNTRIES if you want it' }]
  const { host } = new URL(sms.url)
  const problem = await reachSmsGateway(sms)
  if (problem) return [{ state: 'bad', says: `${host} cannot be reached (${problem})` }]
  return [{ state: 'ok', says: `${host} can be reached; texts go to ${sms.countries.join(', ')}, at most ${sms.perDay} codes a day` }]
}
