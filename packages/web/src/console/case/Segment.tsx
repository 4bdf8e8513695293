import { useId } from 'preact/hooks'

interface SegmentProps<T extends string> {
  question: string
  options: [value: T, text: string][]
  value: T
  onChoose: (value: T) => void
}

/** A question with a few short answers side by side, of which one holds. */
export function Segment<T extends string>({ question, options, value, onChoose }: SegmentProps<T>) {
  const name = useId()
  return (
    <fieldset class="asked">
      <legend>{question}</legend>
      <div class="segment">
        {options.map(([one, text]) => (
          <label key={one}>
            <input type="radio" name={name} value={one} checked={one === value} onChange={() => onChoose(one)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
