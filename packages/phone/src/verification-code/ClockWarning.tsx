import { troubleWithClock } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { Note } from '../ui/Note.tsx'
import { howLong } from '../ui/when.ts'

/** Where this phone's clock is off by more than 30 s (VC-2): by how much, whether codes are right all the same, and what to do. */
export function ClockWarning() {
  const trouble = troubleWithClock()
  if (!trouble) return null
  if (trouble.kind === 'set-back')
    return (
      <Note kind="bad" title={t('clock.set-back')}>
        <p>{t('clock.set-back-how')}</p>
      </Note>
    )
  return (
    <Note kind="warn" title={t(trouble.by > 0 ? 'clock.ahead' : 'clock.behind', { time: howLong(Math.abs(trouble.by)) })}>
      <p>{t('clock.off-how')}</p>
    </Note>
  )
}
