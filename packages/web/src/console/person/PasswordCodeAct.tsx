import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { go } from '../../shell/router.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import type { ActProps } from './act-words.ts'

/** "New password by access code" (RR-7): opens a case for it. */
export function PasswordCodeAct({ view }: ActProps) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const begin = async () => {
    setAsking(false)
    const opened = await act.run(() => consoleApi.openPasswordCode(view.id))
    if (opened) go(`/console/requests/${opened.value.case}`)
  }
  return (
    <>
      <Button kind="plain" wide busy={act.busy} onClick={() => setAsking(true)}>
        {t('act.password-code')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('act.password-code')}
        text={t('act.password-code-text')}
        yes={t('act.password-code-do')}
        onYes={() => void begin()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
