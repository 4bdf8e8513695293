import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

interface StepHeadingProps {
  /** 1 on a page of its own, 2 inside a dialog. */
  level?: 1 | 2
  /** Focus comes here, so that a screen reader tells the new step. Off where a field takes it. */
  focus?: boolean
  /** The page's title, where it has one of its own. */
  title?: string | undefined
  children: ComponentChildren
}

/** The heading of one step. A new step is a new `key`. */
export function StepHeading({ level = 1, focus = true, title, children }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (title) document.title = title
  }, [title])
  // Before anything is painted: who presses a key as soon as the step is seen must not lose their place to it.
  useLayoutEffect(() => {
    if (focus) heading.current?.focus()
  }, [focus])
  return level === 1 ? (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  ) : (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  )
}
