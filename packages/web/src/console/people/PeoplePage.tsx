import type { People } from '@sparekey/protocol/console'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { usePlace } from '../../shell/router.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { takeWord } from '../../shell/word.ts'
import { Note } from '../../ui/Note.tsx'
import { Paging } from './Paging.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { pageOf } from './paging.ts'
import { SearchField } from './SearchField.tsx'

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
      <SearchField search={search} label={t('people.search')} hint={t('people.search-hint')} />
      <Ready of={people}>{(view) => <Found view={view} search={search} />}</Ready>
    </Page>
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
      {view.pages > 1 && <Paging of="/console/people" page={view.page} pages={view.pages} search={search} />}
    </div>
  )
}
