import type { RefusalBody } from '@sparekey/protocol/errors'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from '../api/request.ts'

export interface Loaded<T> {
  /** What was read last; stays while it is read again, so that nothing jumps. */
  value: T | undefined
  /** Set if the last reading was refused or did not arrive. */
  failed: RefusalBody | undefined
  loading: boolean
  reload: () => Promise<void>
  /** Puts in what an act has just answered, without asking again. */
  set: (value: T) => void
}

/** Reads something for a page, and again whenever `key` changes. Of several answers on their way only the last asked counts. */
export function useLoaded<T>(read: () => Promise<Answer<T>>, key = ''): Loaded<T> {
  const [value, setValue] = useState<T>()
  const [failed, setFailed] = useState<RefusalBody>()
  const [loading, setLoading] = useState(true)
  const asked = useRef(0)
  const reader = useRef(read)
  reader.current = read

  const reload = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    setLoading(true)
    const answer = await reader.current()
    if (mine !== asked.current) return
    setLoading(false)
    setFailed(answer.ok ? undefined : answer.refusal)
    if (answer.ok) setValue(answer.value)
  }, [])

  const set = useCallback((next: T) => {
    asked.current += 1
    setLoading(false)
    setFailed(undefined)
    setValue(next)
  }, [])

  // `key` is what `read` depends on; the function itself is new at each rendering.
  useEffect(() => {
    void reload()
    return () => {
      asked.current += 1
    }
  }, [key, reload])

  return { value, failed, loading, reload, set }
}
