import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../api/server-clock.ts'
import { replaceScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { isWaiting, successorOf } from './waiting.ts'

/** Whether the prompt on the screen can still be answered. Looks again when the server said something, and when its time is up. */
export function useStillWaiting(open: OpenPrompt): boolean {
  const state = useObservable(phone)
  const [, again] = useState(0)
  const left = open.prompt.expiresAt - serverNow()
  useEffect(() => {
    const timer = setTimeout(() => again((count) => count + 1), Math.max(0, left) + 50)
    return () => clearTimeout(timer)
  }, [left])
  return isWaiting(state, open.prompt, serverNow())
}

/** "Send again" on the login page ends one prompt and makes another for the very same sign-in: it takes the old one's place. */
export function useSuccessor(open: OpenPrompt, current: boolean): void {
  const state = useObservable(phone)
  useEffect(() => {
    const successor = current ? undefined : successorOf(state, open.prompt, serverNow())
    if (successor) replaceScreen({ name: 'prompt', open: successor })
  }, [state, open, current])
}
