import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Act } from './use-act.ts'

interface FormProps {
  /** What sending it does. After a refusal the focus goes to the field that it is about. */
  act: Act
  onSubmit: () => Promise<void>
  class?: string
  children: ComponentChildren
}

/** A form that the page itself sends. */
export function Form({ act, onSubmit, class: classes = 'stack', children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!act.error) return
    const field = form.current?.querySelector<HTMLInputElement>('[aria-invalid]')
    field?.focus()
    field?.select()
  }, [act.error])
  return (
    <form
      ref={form}
      class={classes}
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit()
      }}
    >
      {children}
    </form>
  )
}
