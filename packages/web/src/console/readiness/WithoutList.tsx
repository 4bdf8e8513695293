import type { WithoutTwoFactor } from '@sparekey/protocol/readiness'
import type { ComponentChildren } from 'preact'
import { readinessApi } from '../../api/readiness.ts'
import { serverNow } from '../../api/server-time.ts'
import { rich, t } from '../../messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { ListFrame } from './ListFrame.tsx'

type Without = WithoutTwoFactor['people'][number]

const kinds = { suspended: 'warn', 'not-set-up': undefined, 'no-method': 'bad' } as const

/** Who has no second factor now, why, and until when (RR-12). */
export function WithoutList({ search }: { search: string }) {
  return (
    <ListFrame read={readinessApi.without} nobody={t('without.nobody')} search={search} href="/console/without-two-factor">
      {(view) => <People people={view.people} />}
    </ListFrame>
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
            <td data-name={t('people.role')}>{t(`role.${person.role}`)}</td>
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

function untilText({ why, until }: Without): ComponentChildren {
  if (until === undefined) return t(`without.${why}-open`)
  const when = <Time at={until} />
  if (why === 'suspended') return rich('without.suspended-until', { when })
  return rich(until > serverNow() ? 'without.due' : 'without.overdue', { when })
}
