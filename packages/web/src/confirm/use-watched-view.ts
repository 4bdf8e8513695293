import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { watch } from '../api/watch.ts'
import { mayStillChange } from './waiting-state.ts'

export interface WatchedView {
  /** The state as the server told it last; undefined before the first answer, or where none was asked for. */
  view: SignInView | undefined
  /** Set while the server cannot be reached, or refuses to tell. */
  lost: RefusalBody | undefined
  /** Takes the state that an act brought. */
  put: (view: SignInView | undefined) => void
  reload: () => Promise<void>
}

/** Something is awaited from elsewhere: the phone's answer, an administrator's, or the connection. */
function waits(view: SignInView | undefined, lost: RefusalBody | undefined): boolean {
  if (lost !== undefined) return true
  if (view?.step === 'wait') return mayStillChange(view)
  return view?.step === 'confirm' || view?.step === 'password-again'
}

/** The state of this browser's sign-in, kept true while it waits (SI-3). */
export function useWatchedView(): WatchedView {
  const [view, setView] = useState<SignInView>()
  const [lost, setLost] = useState<RefusalBody>()
  const puts = useRef(0)

  const put = useCallback((next: SignInView | undefined) => {
    puts.current += 1
    setLost(undefined)
    setView(next)
  }, [])

  const reload = useCallback(async () => {
    const before = puts.current
    const answer = await signInApi.look()
    // What was read before an act's answer came is older than that answer.
    if (before !== puts.current) return
    setLost(answer.ok ? undefined : answer.refusal)
    if (answer.ok) setView(answer.value)
  }, [])

  const waiting = waits(view, lost)
  useEffect(() => {
    if (!waiting) return
    return watch({ events: signInApi.events, look: reload })
  }, [waiting, reload])

  return { view, lost, put, reload }
}
