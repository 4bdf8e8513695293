import { readDesk } from '../api/desk.ts'
import { t } from '../messages/messages.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Note } from '../ui/Note.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { DeskClockPanel } from './DeskClockPanel.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import { Person } from './Person.tsx'
import { usePolled } from './use-polled.ts'

/** The desk of the demo: who there is, their phones, and the clock. */
export function DeskPage() {
  const { value, failed, again } = usePolled(readDesk)
  return (
    <DeskFrame title={t('desk.title')} intro={t('desk.intro')} here="/dev">
      <ErrorNote error={failed} />
      {value ? <DeskClockPanel now={value.now} moved={value.moved} onMoved={again} /> : !failed && <Waiting />}
      {value && (
        <section class="stack" aria-labelledby="people">
          <h2 id="people">{t('desk.people')}</h2>
          <Note kind="warn">{t('desk.private')}</Note>
          <ul class="people">
            {value.people.map((person) => (
              <Person key={person.id} person={person} onChange={again} />
            ))}
          </ul>
        </section>
      )}
    </DeskFrame>
  )
}
