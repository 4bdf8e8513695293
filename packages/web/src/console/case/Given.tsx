import type { CaseView } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { serverNow } from '../../api/server-time.ts'
import { t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Time } from '../../ui/Time.tsx'

/** The suspension that came of a case: for whom, how long, and whether it was used. */
export function Given({ suspension }: { suspension: NonNullable<CaseView['suspension']> }) {
  const { startsAt, endsAt, claimedAt, endedAt } = suspension
  const began = endedAt === undefined || endedAt > startsAt
  const over = endedAt !== undefined || endsAt <= serverNow()
  const facts: [string, ComponentChildren][] = [
    [t('case.scope'), t(`case.scope-${suspension.scope}`)],
    [t('case.browsers'), suspension.browsers && t('case.browsers-in', { in: suspension.browsers.in, most: suspension.browsers.most })],
    [t('case.starts'), began ? <Time key="starts" exact at={startsAt} /> : t('case.never-in-force')],
    [t('case.ends'), began ? <Time key="ends" exact at={endsAt} /> : undefined],
    [
      t('case.claimed'),
      claimedAt === undefined ? t(over ? 'case.claimed-never' : 'case.claimed-not') : <Time key="used" exact at={claimedAt} />,
    ],
    [t('case.ended-at'), endedAt === undefined ? undefined : <Time key="ended" exact at={endedAt} />],
  ]
  return (
    <Section title={t('case.given')}>
      <Facts facts={facts} />
    </Section>
  )
}
