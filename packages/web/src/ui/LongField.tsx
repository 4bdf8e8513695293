import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface LongFieldProps {
  label: ComponentChildren
  name: string
  value: string
  onInput: (text: string) => void
  hint?: ComponentChildren
  error?: ComponentChildren
  maxLength: number
  rows?: number
  required?: boolean
}

/** A labelled field for a sentence or two. It grows with what is written. */
export function LongField({ label, name, value, onInput, hint, error, maxLength, rows = 2, required }: LongFieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <textarea
        id={id}
        name={name}
        rows={rows}
        maxLength={maxLength}
        required={required}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p id={`${id}-error`} class="error" role="alert">
        {error}
      </p>
    </div>
  )
}
