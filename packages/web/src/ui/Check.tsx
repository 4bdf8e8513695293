import type { RefObject } from 'preact'
import { useId } from 'preact/hooks'

interface CheckProps {
  label: string
  hint?: string | undefined
  name: string
  inputRef?: RefObject<HTMLInputElement | null> | undefined
}

/** One thing that is so or not, with what it means below it. */
export function Check({ label, hint, name, inputRef }: CheckProps) {
  const id = useId()
  return (
    <div class="choices">
      <label>
        <input type="checkbox" name={name} ref={inputRef ?? null} aria-describedby={hint ? id : undefined} />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={id} class="hint indent">
          {hint}
        </p>
      )}
    </div>
  )
}
