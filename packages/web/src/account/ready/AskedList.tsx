import type { ReadyView } from '@sparekey/protocol/readiness'
import { type Key, t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'

/** What whoever answers would do, and what they never need (RR-5). */
export function AskedList({ asked }: { asked: ReadyView['asked'] }) {
  return (
    <Section title={t('ready.asked')}>
      <ol class="plain-list stack close">
        {asked.map(({ key, params }) => (
          <li key={key}>{t(`ready.asked.${key}` as Key & 'ready.asked.manager', params as { name: string })}</li>
        ))}
      </ol>
      <p>
        <b>{t('ready.secret')}</b>
      </p>
    </Section>
  )
}
