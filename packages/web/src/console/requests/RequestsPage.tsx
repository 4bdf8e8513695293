import type { CaseLine } from '@sparekey/protocol/cases'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { useNews } from '../live.ts'
import { CaseRow } from './CaseRow.tsx'
import { isOpen } from './case-words.ts'

/** `/console/requests`: the cases that wait for an answer, then those of the last 30 days. Live. */
export function RequestsPage() {
  const cases = useLoaded(casesApi.list)
  useNews(cases.reload)
  return (
    <Page title={t('console.requests')} lead={t('requests.lead')}>
      <Ready of={cases}>
        {(view) => (
          <>
            <Open cases={view.cases.filter(isOpen)} />
            <Section title={t('requests.past')}>
              <Past cases={view.cases.filter((one) => !isOpen(one))} />
            </Section>
          </>
        )}
      </Ready>
    </Page>
  )
}

function Open({ cases }: { cases: CaseLine[] }) {
  if (cases.length === 0) {
    return (
      <div class="stack close">
        <p>
          <b>{t('requests.none')}</b>
        </p>
        <p class="quiet">{t('requests.none-text')}</p>
      </div>
    )
  }
  return <Rows cases={cases} name={t('requests.open')} />
}

function Past({ cases }: { cases: CaseLine[] }) {
  return cases.length === 0 ? <p class="quiet">{t('requests.past-none')}</p> : <Rows cases={cases} name={t('requests.past')} />
}

function Rows({ cases, name }: { cases: CaseLine[]; name: string }) {
  return (
    <ul class="lines" aria-label={name}>
      {cases.map((one) => (
        <CaseRow key={one.id} line={one} />
      ))}
    </ul>
  )
}
