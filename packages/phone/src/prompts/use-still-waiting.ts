import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
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

/** Leaves the screen of a prompt that has ended. "Send again" on the login page ends one and makes another for the very same
 * sign-in: that one takes its place. Otherwise the screen that says so does, over which another login is seen too. */
export function useLeavingWhenOver(open: OpenPrompt, current: boolean): void {
  const state = useObservable(phone)
  useLayoutEffect(() => {
    if (current) return
    const successor = successorOf(state, open.prompt, serverNow())
    replaceScreen(successor ? { name: 'prompt', open: successor } : { name: 'over', why: 'ended' })
  }, [state, open, current])
}
