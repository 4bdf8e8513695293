import type { PairingView } from '@sparekey/protocol/account'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import type { Answer } from '../../api/request.ts'
import { serverNow } from '../../api/server-time.ts'
import { watch } from '../../api/watch.ts'
import { useAct } from '../../shell/use-act.ts'
import { useReached } from '../../ui/use-now.ts'
import { pairingStage } from './pairing-stage.ts'
import { type RememberedPairing, rememberedPairing } from './remembered-pairing.ts'

/** The pairing that this tab is in, if it still goes on; a new one otherwise. */
async function resumed(remembered: RememberedPairing, replaces: string | undefined): Promise<Answer<PairingView>> {
  const id = remembered.read()
  const old = id === undefined ? undefined : await account.pairing(id)
  if (old?.ok && (old.value.state === 'open' || old.value.state === 'scanned')) return old
  return account.beginPairing(replaces)
}

/** One pairing from the first code to the phone's last word. `replaces` is the device whose place the phone takes;
 * `about` what the fresh confirmation is about. */
export function usePairing(replaces: string | undefined, about: string | undefined) {
  const remembered = useMemo(() => rememberedPairing(replaces ?? 'new'), [replaces])
  const [view, setView] = useState<PairingView>()
  const [asked, setAsked] = useState(false)
  const [rejected, setRejected] = useState(false)
  const beginning = useAct()
  const answering = useAct()
  useReached(view?.state === 'open' ? view.expiresAt : undefined)
  const stage = pairingStage(view, rejected, serverNow())

  const show = (begun: { value: PairingView } | undefined) => {
    if (!begun) return
    remembered.keep(begun.value.id)
    setRejected(false)
    setView(begun.value)
  }
  const begin = async () => show(await beginning.run(() => account.beginPairing(replaces), about))
  const start = async () => {
    show(await beginning.run(() => resumed(remembered, replaces), about))
    setAsked(true)
  }
  // The code is asked for once, when the page opens.
  useEffect(() => void start(), [])

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
    if (done) remembered.forget()
    if (done && !mine) setRejected(true)
    await look()
  }
  const leave = () => {
    remembered.forget()
    if (id !== undefined && stage === 'open') void account.rejectPairing(id)
  }
  // There is no code, and nobody asks for one: it was refused, or not confirmed.
  const stuck = stage === 'starting' && asked && !beginning.busy
  return { view, stage, stuck, begin, beginning, answer, answering, leave }
}
