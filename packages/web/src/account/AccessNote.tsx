import { account } from '../api/account.ts'
import { t } from '../messages/messages.ts'
import { useSession } from '../shell/session.ts'
import { useAct } from '../shell/use-act.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Note } from '../ui/Note.tsx'
import { WhatWorks } from './suspension/WhatWorks.tsx'

/** SI-16: this browser skipped the confirmation. One click leads to a login with it, and back here. */
function RememberedNote() {
  const leaving = useAct()
  const confirm = async () => {
    if (await leaving.run(account.logOut)) location.assign(`/login?confirm&to=${encodeURIComponent(location.pathname)}`)
  }
  return (
    <Note>
      <p>
        <b>{t('access.remembered')}</b> {t('access.remembered-text')}
      </p>
      <p>
        <Button kind="plain" busy={leaving.busy} onClick={() => void confirm()}>
          {t('access.remembered-do')}
        </Button>
      </p>
      <ErrorNote error={leaving.error} />
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
