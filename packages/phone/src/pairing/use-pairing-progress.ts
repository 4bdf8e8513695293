import type { PhoneMe } from '@sparekey/protocol/phone'
import { useEffect, useState } from 'preact/hooks'
import { followEvents } from '../api/event-stream.ts'
import { phoneApi } from '../api/phone-api.ts'
import type { ScannedPhone } from '../state/screen.ts'
import { progressOf } from './pair.ts'

/** ms between two questions, with or without the stream. */
const pollEvery = 2_000

/** Watches for what the computer says about a pairing. */
export function usePairingProgress(pairing: ScannedPhone, onDone: (me: PhoneMe) => Promise<void>): 'waiting' | 'ended' {
  const [ended, end] = useState(false)
  useEffect(() => {
    const watch = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      clearTimeout(timer)
      const progress = progressOf(await phoneApi.me(pairing))
      if (watch.signal.aborted) return
      if (progress.state === 'waiting') {
        clearTimeout(timer)
        timer = setTimeout(() => void look(), pollEvery)
        return
      }
      watch.abort()
      if (progress.state === 'done') void onDone(progress.me)
      else end(true)
    }
    void look()
    void followEvents(pairing, () => void look(), watch.signal)
    return () => {
      watch.abort()
      clearTimeout(timer)
    }
  }, [pairing, onDone])
  return ended ? 'ended' : 'waiting'
}
