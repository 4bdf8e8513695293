import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { usePlace } from '../../shell/router.ts'
import { SearchField } from '../people/SearchField.tsx'
import { AtRiskList } from './AtRiskList.tsx'
import { WithoutList } from './WithoutList.tsx'

const tabs = [
  { href: '/console/readiness', text: 'readiness.tab-risk' },
  { href: '/console/without-two-factor', text: 'readiness.tab-without' },
] as const

/** `/console/readiness` and `/console/without-two-factor`: two lists side by side (RR-12), each with its search and its pages. */
export function ReadinessPage({ list }: { list: 'risk' | 'without' }) {
  const { query } = usePlace()
  const search = (query.get('search') ?? '').slice(0, 100)
  const here = tabs[list === 'risk' ? 0 : 1]
  return (
    <Page title={t('readiness.title')} lead={t('readiness.lead')}>
      <nav class="tabs" aria-label={t('readiness.lists')}>
        {tabs.map((tab) => (
          <a key={tab.href} href={tab.href} aria-current={tab === here ? 'page' : undefined}>
            {t(tab.text)}
          </a>
        ))}
      </nav>
      <SearchField search={search} label={t('readiness.search')} hint={t('readiness.search-hint')} />
      {list === 'risk' ? <AtRiskList search={search} /> : <WithoutList search={search} />}
    </Page>
  )
}
