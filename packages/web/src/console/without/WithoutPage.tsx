import type { WithoutTwoFactor } from '@sparekey/protocol/recovery'
import type { ComponentChildren } from 'preact'
import { casesApi } from '../../api/cases.ts'
import { serverNow } from '../../api/server-time.ts'
import { rich, t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { useNews } from '../live.ts'

type Without = WithoutTwoFactor['people'][number]

const kinds = { suspended: 'warn', 'not-set-up': undefined, 'no-method': 'bad' } as const

/** `/console/without-two-factor`: who has no second factor now, why, and until when (RR-12). Live. */
export function WithoutPage() {
  const without = useLoaded(casesApi.withoutTwoFactor)
  useNews(without.reload)
  return (
    <Page title={t('without.title')} lead={t('without.lead')}>
      <Ready of={without}>{(view) => (view.people.length === 0 ? <p>{t('without.nobody')}</p> : <People people={view.people} />)}</Ready>
    </Page>
  )
}

function People({ people }: { people: Without[] }) {
  return (
    <table class="people" aria-label={t('without.title')}>
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('people.role')}</th>
          <th scope="col">{t('without.why')}</th>
          <th scope="col">{t('without.until')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <a href={`/console/people/${person.id}`}>{person.name}</a>
              <span class="quiet small">{person.login}</span>
            </th>
            <td data-name={t('people.role')}>{roleText(person.role)}</td>
            <td data-name={t('without.why')}>
              <Tag kind={kinds[person.why]}>{t(`without.${person.why}`)}</Tag>
            </td>
            <td data-name={t('without.until')} class="quiet">
              <span>{untilText(person)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const roleText = (role: string): string => (role === 'admin' || role === 'approver' || role === 'member' ? t(`role.${role}`) : role)

function untilText({ why, until }: Without): ComponentChildren {
  if (until === undefined) return t(`without.${why}-open`)
  const when = <Time at={until} />
  if (why === 'suspended') return rich('without.suspended-until', { when })
  return rich(until > serverNow() ? 'without.due' : 'without.overdue', { when })
}
