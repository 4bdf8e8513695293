import type { InputHTMLAttributes } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

interface FieldProps extends Omit<InputHTMLAttributes, 'class' | 'id'> {
  label: string
  hint?: string | undefined
  /** What is wrong with it; moves the focus there. */
  error?: string | undefined
  value: string
  onValue: (value: string) => void
  /** Takes the focus when the screen appears. */
  first?: boolean
  /** Large and spaced, for codes and numbers. */
  code?: boolean
}

/** A field with its label above and what is wrong with it below. */
export function Field({ label, hint, error, value, onValue, first = false, code = false, ...input }: FieldProps) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (first) field.current?.focus()
  }, [first])
  useEffect(() => {
    if (error) field.current?.focus()
  }, [error])
  const about = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div class={code ? 'field code' : 'field'}>
      <label for={id}>{label}</label>
      <input
        {...(input as object)}
        id={id}
        ref={field}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        aria-invalid={Boolean(error)}
        aria-describedby={about || undefined}
      />
      {hint && (
        <p class="quiet small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
