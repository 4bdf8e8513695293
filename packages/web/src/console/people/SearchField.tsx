import { useEffect, useRef, useState } from 'preact/hooks'
import { setQuery } from '../../shell/router.ts'
import { Field } from '../../ui/Field.tsx'

/** ms after the last key before the list is asked for. */
const typingPause = 250

/** The search of a list, kept in the address of its page: what was typed is looked for as soon as nothing more is. */
export function SearchField({ search, label, hint }: { search: string; label: string; hint: string }) {
  const [typed, setTyped] = useState(search)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // "Show everybody" and the browser's back change the address without the field.
  useEffect(() => setTyped((text) => (text.trim() === search ? text : search)), [search])
  const look = (text: string) => {
    clearTimeout(timer.current)
    if (text.trim() !== search) setQuery({ search: text.trim() })
  }
  return (
    <search class="narrow">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          look(typed)
        }}
      >
        <Field
          label={label}
          hint={hint}
          name="search"
          type="search"
          maxLength={100}
          autocomplete="off"
          value={typed}
          onInput={(event) => {
            const text = event.currentTarget.value
            setTyped(text)
            clearTimeout(timer.current)
            timer.current = setTimeout(() => look(text), typingPause)
          }}
        />
      </form>
    </search>
  )
}
