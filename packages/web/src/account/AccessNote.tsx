import { t } from '../messages/messages.ts'
import { useSession } from '../shell/session.ts'
import { Note } from '../ui/Note.tsx'
import { WhatWorks } from './suspension/WhatWorks.tsx'

/** Says in a session with one factor what works and what does not (SI-16, RR-9). */
export function AccessNote() {
  const { session } = useSession()
  if (session.access !== 'one-factor') return null
  if (session.suspension) return <WhatWorks />
  return (
    <Note>
      <p>
        <b>{t('access.one-factor')}</b> {t('access.one-factor-text')}
      </p>
    </Note>
  )
}
