import type { People } from '@sparekey/protocol/console'
import { useEffect, useRef, useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { setQuery, usePlace } from '../../shell/router.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { takeWord } from '../../shell/word.ts'
import { Field } from '../../ui/Field.tsx'
import { Note } from '../../ui/Note.tsx'
import { Paging } from './Paging.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { pageOf } from './paging.ts'

/** ms after the last key before the list is asked for. */
const typingPause = 250

/** `/console/people?search=&page=`: everybody, 25 a page, by name. */
export function PeoplePage() {
  const { query } = usePlace()
  const search = (query.get('search') ?? '').slice(0, 100)
  const [said] = useState(() => takeWord('/console/people'))
  const page = pageOf(query.get('page'))
  const people = useLoaded(() => consoleApi.people(search, page), `${page} ${search}`)
  return (
    <Page
      title={t('people.title')}
      end={
        <a class="button" href="/console/invite">
          {t('people.invite')}
        </a>
      }
    >
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      <Search search={search} />
      <Ready of={people}>{(view) => <Found view={view} search={search} />}</Ready>
    </Page>
  )
}

function Search({ search }: { search: string }) {
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
          label={t('people.search')}
          hint={t('people.search-hint')}
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

function Found({ view, search }: { view: People; search: string }) {
  if (view.people.length === 0) {
    return (
      <div class="stack close">
        <p role="status">{t('people.nobody', { search })}</p>
        <p>
          <a href="/console/people">{t('people.clear')}</a>
        </p>
      </div>
    )
  }
  return (
    <div class="stack">
      <p class="quiet small" role="status">
        {t('people.found', { count: view.total })}
        {view.pages > 1 && ` · ${t('people.page', { page: view.page, pages: view.pages })}`}
      </p>
      <PeopleTable people={view.people} />
      {view.total === 1 && search === '' && <p class="quiet">{t('people.alone')}</p>}
      {view.pages > 1 && <Paging page={view.page} pages={view.pages} search={search} />}
    </div>
  )
}
