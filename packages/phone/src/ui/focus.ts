import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Puts the focus on an element when its screen appears, so that a screen reader reads on from there. */
export function useFocusOnArrival<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null)
  useEffect(() => target.current?.focus({ preventScroll: true }), [])
  return target
}
