import type { PairingView } from '@sparekey/protocol/account'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { serverNow } from '../../api/server-time.ts'
import { watch } from '../../api/watch.ts'
import { useAct } from '../../shell/use-act.ts'
import { useReached } from '../../ui/use-now.ts'
import { pairingStage } from './pairing-stage.ts'

/** One pairing from the first code to the phone's last word. `replaces` is the device whose place the phone takes;
 * `about` what the fresh confirmation is about. */
export function usePairing(replaces: string | undefined, about: string | undefined) {
  const [view, setView] = useState<PairingView>()
  const [rejected, setRejected] = useState(false)
  const beginning = useAct()
  const answering = useAct()
  useReached(view?.state === 'open' ? view.expiresAt : undefined)
  const stage = pairingStage(view, rejected, serverNow())

  const begin = async () => {
    setRejected(false)
    const begun = await beginning.run(() => account.beginPairing(replaces), about)
    if (begun) setView(begun.value)
  }
  // The first code is asked for once, when the page opens.
  useEffect(() => void begin(), [])

  const id = view?.id
  const look = useCallback(async () => {
    const answer = id === undefined ? undefined : await account.pairing(id)
    if (answer?.ok) setView((shown) => (shown?.id === answer.value.id ? answer.value : shown))
  }, [id])
  const waits = stage === 'open' || stage === 'check'
  useEffect(() => (id !== undefined && waits ? watch({ events: account.pairingEvents(id), look }) : undefined), [id, waits, look])

  const answer = async (mine: boolean) => {
    if (id === undefined) return
    const done = await answering.run(() => (mine ? account.confirmPairing(id) : account.rejectPairing(id)), about)
    if (done && !mine) setRejected(true)
    await look()
  }
  return { view, stage, begin, beginning, answer, answering }
}
