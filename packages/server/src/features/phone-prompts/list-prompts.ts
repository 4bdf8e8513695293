import type { PhonePrompt } from '@sparekey/protocol/phone'
import { countryOf } from '@sparekey/protocol/place'
import type { Core } from '../../core.ts'
import type { CurrentDevice } from '../../http/route.ts'
import { placesOf } from '../../http/visitor.ts'
import { findAccount } from '../accounts/index.ts'
import { removesItself } from '../confirmation/index.ts'
import { findCase } from '../recovery-requests/index.ts'
import { findSigner } from '../trusted-devices/index.ts'
import { listOpenPrompts, markSeen, type WaitingPrompt } from './phone-prompts.store.ts'

/** The prompts that wait for this phone (SI-4, SI-7). Showing them is the phone's sign of life (SI-6).
 * @param ip the phone's own address, as it asks */
export async function promptsFor(core: Core, device: CurrentDevice, ip: string): Promise<PhonePrompt[]> {
  if (device.state !== 'trusted') return []
  const now = core.clock.now()
  const waiting = (await listOpenPrompts(core.db, device.accountId, now)).filter(
    (prompt) =>
      !removesItself(prompt.act, prompt.act_params, { method: 'phone', device: device.id }) &&
      device.paused === (prompt.act === 'use-old-phone'),
  )
  const unseen = waiting.filter((prompt) => prompt.seen_at === null).map((prompt) => prompt.id)
  if (unseen.length > 0) for (const signIn of await markSeen(core.db, unseen, now)) core.live.publish(`sign-in:${signIn}`)
  return await Promise.all(waiting.map((prompt) => toPhone(core, prompt, ip)))
}

/** The id that the decision is signed for: the sign-in, or the session whose act it is. */
export const subjectOf = (prompt: Pick<WaitingPrompt, 'sign_in_id' | 'session_id'>): string => prompt.session_id ?? prompt.sign_in_id

/** the phone's country, where it is known not to be the login page's. */
function elsewhere(phone: string | undefined, page: string | undefined): string | undefined {
  const [here, there] = [countryOf(phone), countryOf(page)]
  return there === undefined || here === there ? undefined : here
}

async function toPhone(core: Core, prompt: WaitingPrompt, ip: string): Promise<PhonePrompt> {
  const placeOf = await placesOf(core, [prompt.ip, ip])
  const place = placeOf(prompt.ip)
  const phoneCountry = elsewhere(placeOf(ip), place)
  const about = await aboutOf(core, prompt.act_params)
  return {
    id: prompt.id,
    account: prompt.account_id,
    accountName: prompt.account_name,
    login: prompt.login,
    subject: subjectOf(prompt),
    purpose: prompt.purpose,
    act: prompt.act ?? '',
    params: prompt.act_params ?? '{}',
    ...(about ? { about } : {}),
    site: core.config.siteName,
    agent: prompt.agent,
    ip: prompt.ip,
    ...(place ? { place } : {}),
    ...(phoneCountry ? { phoneCountry } : {}),
    newBrowser: prompt.known_browser === 0,
    digits: prompt.digits,
    scanOnly: prompt.scan_only === 1,
    at: prompt.created_at,
    expiresAt: prompt.expires_at,
  }
}

/** What a person reads of an act's parameters: names instead of ids. */
async function aboutOf(core: Core, json: string | null): Promise<string | undefined> {
  const params = JSON.parse(json ?? '{}') as Record<string, string>
  if (params.device) return (await findSigner(core.db, params.device))?.name
  const account = params.account ?? (params.case ? (await findCase(core.db, params.case))?.account_id : undefined)
  if (account) return (await findAccount(core.db, account))?.name
  return params.address ?? params.login ?? (params.number?.startsWith('+') ? params.number : undefined)
}
