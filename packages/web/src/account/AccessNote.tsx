import { t } from '../messages/messages.ts'
import { LogInConfirmed } from '../shell/LogInConfirmed.tsx'
import { useSession } from '../shell/session.ts'
import { Note } from '../ui/Note.tsx'
import { WhatWorks } from './suspension/WhatWorks.tsx'

/** SI-16: this browser skipped the confirmation. */
function RememberedNote() {
  return (
    <Note>
      <p>
        <b>{t('access.remembered')}</b> {t('access.remembered-text')}
      </p>
      <LogInConfirmed />
    </Note>
  )
}

/** Says in a session with one factor what works and what does not (SI-16, RR-9). */
export function AccessNote() {
  const { session } = useSession()
  if (session.access !== 'one-factor') return null
  if (session.suspension) return <WhatWorks />
  if (session.remembered) return <RememberedNote />
  return (
    <Note>
      <p>
        <b>{t('access.one-factor')}</b> {t('access.one-factor-text')}
      </p>
    </Note>
  )
}
