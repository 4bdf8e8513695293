import type { RefusalBody } from '@sparekey/protocol/errors'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Answer } from '../api/request.ts'

/** Reads something now, every two seconds while the page is seen, and when asked. */
export function usePolled<T>(read: () => Promise<Answer<T>>): { value: T | undefined; failed: RefusalBody | undefined; again: () => void } {
  const [value, setValue] = useState<T>()
  const [failed, setFailed] = useState<RefusalBody>()
  const again = useCallback(() => {
    void read().then((answer) => {
      if (answer.ok) setValue(answer.value)
      setFailed(answer.ok ? undefined : answer.refusal)
    })
  }, [read])
  useEffect(() => {
    again()
    const timer = setInterval(() => {
      if (!document.hidden) again()
    }, 2000)
    return () => clearInterval(timer)
  }, [again])
  return { value, failed, again }
}
