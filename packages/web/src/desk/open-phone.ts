import type { RefusalBody } from '@sparekey/protocol/errors'
import { beginPhone } from '../api/desk.ts'

/** Opens the phone app in a window of a phone's size. The window opens with the click, or the browser would keep it shut, and
 * goes to the app once the address is known; a phone that is open already is used again.
 * @param pair the person whose new phone it becomes; absent for the app as it is
 * @returns what kept it from opening */
export async function openPhone(pair?: string): Promise<RefusalBody | 'blocked' | undefined> {
  const phone = window.open('about:blank', 'sparekey-phone', 'popup,width=390,height=844')
  if (!phone) return 'blocked'
  if (pair === undefined) {
    phone.location.href = '/app/'
    return undefined
  }
  const begun = await beginPhone(pair)
  if (!begun.ok) {
    phone.close()
    return begun.refusal
  }
  phone.location.href = begun.value.url
  return undefined
}
