import { recordKinds } from '@sparekey/protocol/record-acts'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { setQuery } from '../../shell/router.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { isFiltered, type Shown } from './filter.ts'

/** ms after the last key before the list is asked for. */
const typingPause = 300

interface RecordFiltersProps {
  shown: Shown
  /** The name of the person that is filtered by, once it is known. */
  personName: string | undefined
}

/** What the list is narrowed to. It stands in the address, so that it can be kept and sent on. */
export function RecordFilters({ shown, personName }: RecordFiltersProps) {
  const change = (part: Partial<Shown>) => setQuery({ ...shown, ...part })
  return (
    <search aria-label={t('record.filter')} class="stack close">
      <form class="record-filter" onSubmit={(event) => event.preventDefault()}>
        <PersonField person={shown.person} name={personName} onChoose={(person) => change({ person })} />
        <Select
          label={t('record.kind')}
          name="kind"
          value={shown.kind}
          onChoose={(kind) => change({ kind: kind as Shown['kind'] })}
          options={[['', t('record.kind-all')], ...recordKinds.map((kind) => [kind, t(`record.kind-${kind}`)] as const)]}
        />
        <DayField label={t('record.from')} name="from" value={shown.from} max={shown.to} onChoose={(from) => change({ from })} />
        <DayField label={t('record.to')} name="to" value={shown.to} min={shown.from} onChoose={(to) => change({ to })} />
        <ReasonField text={shown.text} onChoose={(text) => change({ text })} />
      </form>
      {isFiltered(shown) && (
        <p>
          <a href="/console/record">{t('record.clear')}</a>
        </p>
      )}
    </search>
  )
}

interface DayFieldProps {
  label: string
  name: string
  value: string
  min?: string
  max?: string
  onChoose: (value: string) => void
}

const DayField = ({ onChoose, min, max, ...field }: DayFieldProps) => (
  <Field
    {...field}
    type="date"
    {...(min ? { min } : {})}
    {...(max ? { max } : {})}
    onChange={(event) => onChoose(event.currentTarget.value)}
  />
)

/** Waits until nobody types any more. */
function usePause(): (act: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (act) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(act, typingPause)
  }
}

function ReasonField({ text, onChoose }: { text: string; onChoose: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const pause = usePause()
  // "Show everything" and the browser's back change the address without the field.
  useEffect(() => setTyped((now) => (now.trim() === text.trim() ? now : text)), [text])
  return (
    <Field
      label={t('record.text')}
      name="text"
      type="search"
      maxLength={100}
      autocomplete="off"
      value={typed}
      onInput={(event) => {
        const now = event.currentTarget.value
        setTyped(now)
        pause(() => onChoose(now.trim()))
      }}
    />
  )
}

interface PersonFieldProps {
  person: string
  name: string | undefined
  onChoose: (person: string) => void
}

/** A person, chosen from what the browser offers while one types. */
function PersonField({ person, name, onChoose }: PersonFieldProps) {
  const list = useId()
  const [typed, setTyped] = useState<string>()
  const [search, setSearch] = useState('')
  const pause = usePause()
  const found = useLoaded(() => consoleApi.people(search, 1), search)
  useEffect(() => setTyped(undefined), [person])
  const offered = (found.value?.people ?? []).map((one) => ({ id: one.id, text: `${one.name} (${one.login})` }))
  const take = (text: string): boolean => {
    const chosen = offered.find((one) => one.text === text)?.id ?? (text.trim() === '' ? '' : undefined)
    if (chosen !== undefined && chosen !== person) onChoose(chosen)
    return chosen !== undefined
  }
  const [unknown, setUnknown] = useState(false)
  return (
    <>
      <Field
        label={t('record.person')}
        name="person"
        type="search"
        list={list}
        maxLength={100}
        autocomplete="off"
        placeholder={t('record.person-none')}
        value={typed ?? (person ? (name ?? '…') : '')}
        error={unknown ? t('record.person-unknown') : undefined}
        onInput={(event) => {
          const text = event.currentTarget.value
          setTyped(text)
          setUnknown(false)
          // A text that was taken from the list is no search for more.
          if (!take(text)) pause(() => setSearch(text.trim().replace(/ \(.*$/, '')))
        }}
        onChange={(event) => {
          const text = event.currentTarget.value
          setUnknown(typed !== undefined && !take(text))
        }}
      />
      <datalist id={list}>
        {offered.map((one) => (
          <option key={one.id} value={one.text} />
        ))}
      </datalist>
    </>
  )
}
