import type { Readiness, ReadinessNote } from '@sparekey/protocol/readiness'
import { t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'

const leadsTo: Record<ReadinessNote, string> = {
  'only-administrator': '/console/invite',
  'nobody-for-you': '/console/people',
  'no-kit': '/account/security#break-glass',
  'kit-untested': '/account/security#break-glass',
}

/** What this administrator has to see to for themselves (RR-11). That one is alone says more than that nobody could answer. */
export function ReadinessNotes({ notes }: { notes: Readiness['notes'] }) {
  const shown = notes.filter((note) => note !== 'nobody-for-you' || !notes.includes('only-administrator'))
  if (shown.length === 0) return null
  return (
    <Section title={t('ready-note.title')}>
      <ul class="plain-lines">
        {shown.map((note) => (
          <li key={note}>
            <b>{t(`ready-note.${note}`)}</b> {t(`ready-note.${note}-do`)} <a href={leadsTo[note]}>{t(`ready-note.${note}-link`)}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
