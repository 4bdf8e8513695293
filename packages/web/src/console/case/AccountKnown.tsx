import type { CaseView } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { isKey, type Key, t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { useSession } from '../../shell/session.ts'
import { Facts } from '../../ui/Facts.tsx'
import { topicFacts } from './EvidenceList.tsx'
import { byTopic } from './evidence-topics.ts'

/** What is known of the account, whatever anybody claims; contact data as it was 7 days ago (RR-4). */
export function AccountKnown({ view }: { view: CaseView }) {
  const { session } = useSession()
  const { account } = view
  const list = (words: string[]) => (words.length > 0 ? words.join(', ') : t('case.none'))
  const role = `role.${account.role}`
  const facts: [string, ComponentChildren][] = [
    ...topicFacts(byTopic(view.evidence), view.state !== 'open'),
    [t('case.role'), isKey(role) ? t(role as Key & 'role.member') : account.role],
    [t('case.email'), list(account.emails)],
    [t('case.manager'), account.manager ?? t('case.none')],
  ]
  return (
    <Section title={t('case.account')}>
      <Facts facts={facts} />
      <p class="quiet small">
        {t('case.contact-age')} {session.account.role === 'admin' && <a href={`/console/people/${account.id}`}>{t('case.to-account')}</a>}
      </p>
    </Section>
  )
}
