import type { Person } from '@sparekey/protocol/console'
import { t } from '../../messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { StateTag } from './StateTag.tsx'

/** The list of people; where it is narrow, each row becomes a few lines. */
export function PeopleTable({ people }: { people: Person[] }) {
  return (
    <table class="people" aria-label={t('people.table')}>
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('people.login')}</th>
          <th scope="col">{t('people.role')}</th>
          <th scope="col">{t('people.two-factor')}</th>
          <th scope="col">{t('people.last-login')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </tbody>
    </table>
  )
}

function PersonRow({ person }: { person: Person }) {
  return (
    <tr>
      <th scope="row">
        <span class="row">
          <a href={`/console/people/${person.id}`}>{person.name}</a>
          {person.state !== 'active' && <StateTag state={person.state} />}
        </span>
        {person.email && <span class="quiet small">{person.email}</span>}
      </th>
      <td data-name={t('people.login')}>{person.login}</td>
      <td data-name={t('people.role')}>{t(`role.${person.role}`)}</td>
      <td data-name={t('people.two-factor')}>
        {person.twoFactor ? (
          <Tag kind="good">{t('people.on')}</Tag>
        ) : (
          <Tag kind={person.state === 'active' ? 'warn' : undefined}>{t('people.off')}</Tag>
        )}
      </td>
      <td data-name={t('people.last-login')} class="quiet">
        {person.lastLoginAt === undefined ? t('people.never') : <Time at={person.lastLoginAt} />}
      </td>
    </tr>
  )
}
