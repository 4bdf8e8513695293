import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export interface Choice<T extends string> {
  value: T
  text: ComponentChildren
  hint?: ComponentChildren
  /** Cannot be taken; the hint says why. */
  disabled?: boolean
}

interface ChoicesProps<T extends string> {
  question: string
  choices: Choice<T>[]
  value: T | undefined
  onChoose: (value: T) => void
  /** Why it cannot go on without one. */
  error?: string | false | undefined
}

/** One of a few, below each other, each with what it means. */
export function Choices<T extends string>({ question, choices, value, onChoose, error }: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset class="choices" aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{question}</legend>
      {choices.map((one) => (
        <label key={one.value} class={one.disabled ? 'quiet' : undefined}>
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            disabled={one.disabled}
            onChange={() => onChoose(one.value)}
          />
          <span>
            {one.text}
            {one.hint && <span class="hint">{one.hint}</span>}
          </span>
        </label>
      ))}
      <p id={`${name}-error`} class="choices-error" role="alert">
        {error}
      </p>
    </fieldset>
  )
}
