import type { PersonView } from '@sparekey/protocol/console'
import { t } from '../../messages/messages.ts'
import { LoginLine } from '../../shell/LoginLine.tsx'
import { Section } from '../../shell/Section.tsx'

/** The last logins and attempts of an account. */
export function PersonHistory({ events }: { events: PersonView['history'] }) {
  return (
    <Section title={t('person.history')}>
      {events.length === 0 ? (
        <p class="quiet">{t('person.no-history')}</p>
      ) : (
        <ul class="lines">
          {events.map((event) => (
            <LoginLine key={event.id} event={event} />
          ))}
        </ul>
      )}
    </Section>
  )
}
