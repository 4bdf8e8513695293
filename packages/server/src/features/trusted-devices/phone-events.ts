import type { Core } from '../../core.ts'
import type { CurrentDevice } from '../../http/route.ts'
import { findDevice, keptStates } from './trusted-devices.store.ts'

const belongs = (state: string | undefined): boolean => (keptStates as readonly string[]).includes(state ?? '')

/** Tells an open phone app to look again: at once for what concerns the phone itself, and for what concerns its account as
 * long as it belongs to it. A phone that merely scanned a code hears nothing of the account.
 * @returns ends it */
export function listenForPhone(core: Core, device: CurrentDevice, send: () => void): () => void {
  let stopAccount: (() => void) | undefined
  let over = false
  const follow = (state: string | undefined): void => {
    if (over) return
    if (belongs(state)) stopAccount ??= core.live.subscribe(`account:${device.accountId}`, send)
    else {
      stopAccount?.()
      stopAccount = undefined
    }
  }
  follow(device.state)
  const stopDevice = core.live.subscribe(`device:${device.id}`, () => {
    send()
    findDevice(core.db, device.id)
      .then((row) => follow(row?.state))
      .catch((error: unknown) => core.log.error('A phone could not be followed', { deviceId: device.id, error }))
  })
  return () => {
    over = true
    stopDevice()
    stopAccount?.()
  }
}
