import type { CaseView } from '@sparekey/protocol/recovery'
import type { ComponentChildren } from 'preact'
import { t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Time } from '../../ui/Time.tsx'

/** The suspension that came of a case: for whom, how long, and whether it was used. */
export function Given({ suspension }: { suspension: NonNullable<CaseView['suspension']> }) {
  const facts: [string, ComponentChildren][] = [
    [t('case.scope'), t(`case.scope-${suspension.scope}`)],
    [t('case.browsers'), suspension.browsers && t('case.browsers-in', { in: suspension.browsers.in, most: suspension.browsers.most })],
    [t('case.starts'), <Time key="starts" exact at={suspension.startsAt} />],
    [t('case.ends'), <Time key="ends" exact at={suspension.endsAt} />],
    [t('case.claimed'), suspension.claimedAt === undefined ? t('case.claimed-not') : <Time key="used" at={suspension.claimedAt} />],
    [t('case.ended-at'), suspension.endedAt === undefined ? undefined : <Time key="ended" at={suspension.endedAt} />],
  ]
  return (
    <Section title={t('case.given')}>
      <Facts facts={facts} />
    </Section>
  )
}
