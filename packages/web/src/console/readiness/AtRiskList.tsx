import type { AtRisk } from '@sparekey/protocol/readiness'
import { useState } from 'preact/hooks'
import { readinessApi } from '../../api/readiness.ts'
import { t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ListFrame } from './ListFrame.tsx'
import { RiskDo } from './RiskDo.tsx'

type Person = AtRisk['people'][number]

/** Who would be locked out if they lost their phone today, the worst first (RR-12). */
export function AtRiskList({ search }: { search: string }) {
  const [said, setSaid] = useState<string>()
  return (
    <>
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      <ListFrame read={readinessApi.atRisk} nobody={t('risk.nobody')} search={search} href="/console/readiness" lead={t('risk.lead')}>
        {(view, reload) => (
          <People
            people={view.people}
            onAsked={(name) => {
              setSaid(t('risk.asked-now', { name }))
              void reload()
            }}
          />
        )}
      </ListFrame>
    </>
  )
}

function People({ people, onAsked }: { people: Person[]; onAsked: (name: string) => void }) {
  return (
    <table class="people at-risk" aria-label={t('risk.table')}>
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('risk.left')}</th>
          <th scope="col">{t('risk.missing')}</th>
          <th scope="col">{t('risk.do')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <span class="row">
                <a href={`/console/people/${person.id}`}>{person.name}</a>
                {person.self && <Tag>{t('risk.you')}</Tag>}
              </span>
              <span class="quiet small">
                {person.login} · {t(`role.${person.role}`)}
              </span>
            </th>
            <td data-name={t('risk.left')}>
              <span class="stack tight">
                <span>
                  <Tag kind={kinds[person.left]}>{t(`risk.${person.left}`)}</Tag>
                </span>
                <span class="small">{leftText(person)}</span>
                {person.because.length > 0 && person.answerers > 0 && <span class="small quiet">{becauseText(person)}</span>}
              </span>
            </td>
            <td data-name={t('risk.missing')}>
              <span class="small">{missingText(person)}</span>
            </td>
            <td data-name={t('risk.do')}>
              <RiskDo person={person} onAsked={onAsked} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const kinds = { command: 'bad', kit: 'bad', approver: 'warn' } as const

function leftText(person: Person): string {
  if (person.left !== 'approver') return t(`risk.${person.left}-text`)
  if (person.waits) return t('risk.waits-text')
  return t(person.because.length > 0 ? 'risk.two-text' : 'risk.one-text', { count: person.answerers })
}

const becauseText = ({ because }: Person): string =>
  t('risk.because', { reasons: because.map((reason) => t(`risk.because-${reason}`)).join('; ') })

function missingText(person: Person): string {
  const parts = [
    t(`risk.codes-${person.codes}`),
    t(person.phones === 0 ? 'risk.no-phone' : 'risk.one-phone'),
    ...(person.number ? [t('risk.number')] : []),
  ]
  return `${parts.join(', ')}.${person.alreadyOut ? ` ${t('risk.already-out')}` : ''}`
}
