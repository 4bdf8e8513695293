import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** What was pressed may be gone once it is done: the focus then comes to this heading, instead of starting over at the top.
 * @param state changes whenever the panel below it shows something else */
export function useFocusKept(state: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(state)
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    if (document.activeElement === document.body) heading.current?.focus()
  }, [state])
  return heading
}
