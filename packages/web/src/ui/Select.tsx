import { useId } from 'preact/hooks'

interface SelectProps {
  label: string
  name: string
  /** Values and what they are called, in their order. */
  options: readonly (readonly [value: string, text: string])[]
  value: string
  onChoose: (value: string) => void
}

/** One of several, chosen from a list that opens: the browser's own. */
export function Select({ label, name, options, value, onChoose }: SelectProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
