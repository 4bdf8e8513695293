import type { RefusalBody } from '@sparekey/protocol/errors'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from '../api/request.ts'
import { ConfirmingContext } from './confirming.ts'

export interface Act {
  /** Does it, asking for a fresh confirmation where the service wants one. Undefined if it was refused or the person gave up.
   * `about` is what a person reads of the parameters in that confirmation, such as the name of a phone. */
  run: <T>(call: () => Promise<Answer<T>>, about?: string) => Promise<{ value: T } | undefined>
  busy: boolean
  /** Why the last one was refused. */
  error: RefusalBody | undefined
  clear: () => void
}

/** One thing that a page does, with its state: under way, refused. A second call while one is under way is left out. */
export function useAct(): Act {
  const confirming = useContext(ConfirmingContext)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<RefusalBody>()
  const running = useRef(false)
  const here = useRef(true)
  useEffect(
    () => () => {
      here.current = false
    },
    [],
  )

  const run: Act['run'] = async (call, about) => {
    if (running.current) return undefined
    running.current = true
    setBusy(true)
    setError(undefined)
    const answer = await confirming(call, about)
    running.current = false
    if (here.current) {
      setBusy(false)
      if (answer && !answer.ok) setError(answer.refusal)
    }
    return answer?.ok ? { value: answer.value } : undefined
  }
  return { run, busy, error, clear: () => setError(undefined) }
}
