import { useId, useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { Ready } from '../../shell/Ready.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Field } from '../../ui/Field.tsx'

export interface Chosen {
  id: string
  name: string
}

interface ChoosePersonProps {
  chosen: Chosen | undefined
  onChoose: (person: Chosen | undefined) => void
  /** The account that this is about. */
  except: string
}

type Listed = Chosen & { login?: string }

/** How many are offered; whoever is not among them is found by typing more. */
const offered = 8

/** One active person, or nobody: who is chosen stays in the list whatever is searched for. */
export function ChoosePerson({ chosen, onChoose, except }: ChoosePersonProps) {
  const group = useId()
  const [search, setSearch] = useState('')
  const found = useLoaded(() => consoleApi.people(search.trim(), 1), search.trim())
  return (
    <>
      <Field
        label={t('act.manager-search')}
        name="search"
        type="search"
        maxLength={100}
        autocomplete="off"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          // It searches by itself; the form around it is not sent by looking for somebody.
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      <Ready of={found}>
        {(view) => {
          const people: Listed[] = view.people.filter((one) => one.state === 'active' && one.id !== except).slice(0, offered)
          if (chosen && !people.some((one) => one.id === chosen.id)) people.unshift(chosen)
          return (
            <fieldset class="choices">
              <legend>{t('act.manager-people')}</legend>
              {people.map(({ id, name, login }) => (
                <label key={id}>
                  <input type="radio" name={group} value={id} checked={id === chosen?.id} onChange={() => onChoose({ id, name })} />
                  <span>
                    {name}
                    {login && <span class="hint">{login}</span>}
                  </span>
                </label>
              ))}
              <label>
                <input type="radio" name={group} value="" checked={!chosen} onChange={() => onChoose(undefined)} />
                <span>{t('act.manager-none')}</span>
              </label>
              {people.length === 0 && <p class="quiet small">{t('act.manager-nobody')}</p>}
            </fieldset>
          )
        }}
      </Ready>
    </>
  )
}
