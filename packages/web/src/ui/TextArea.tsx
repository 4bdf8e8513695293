import type { RefObject } from 'preact'
import { useId } from 'preact/hooks'

interface TextAreaProps {
  label: string
  name: string
  hint?: string | undefined
  /** What is wrong and what to do, read out with the field. */
  error?: string | undefined
  /** Characters. */
  maxLength: number
  inputRef?: RefObject<HTMLTextAreaElement | null> | undefined
  onInput?: (() => void) | undefined
}

/** A field for some sentences: plain text, never more than it takes. */
export function TextArea({ label, name, hint, error, maxLength, inputRef, onInput }: TextAreaProps) {
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
        ref={inputRef ?? null}
        rows={3}
        maxLength={maxLength}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onInput={onInput}
      />
      <p id={`${id}-error`} class="error" role="alert">
        {error}
      </p>
    </div>
  )
}
