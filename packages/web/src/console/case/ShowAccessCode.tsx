import type { Approved } from '@sparekey/protocol/cases'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'

interface ShowAccessCodeProps {
  id: string
  /** One more of three (RR-8), rather than the one of a wait that is over. */
  next: boolean
  onMade: (outcome: Approved) => void
}

/** After the wait of RR-6: the code is made when it is shown, so that it is not old before anybody has it (RR-8). */
export function ShowAccessCode({ id, next, onMade }: ShowAccessCodeProps) {
  const making = useAct()
  const make = async () => {
    const made = await making.run(() => casesApi.accessCode(id), t('outcome.show'))
    if (made) onMade(made.value)
  }
  return (
    <>
      <Note kind="good">
        <p>
          <b>{t(next ? 'outcome.next' : 'outcome.ready')}</b>
        </p>
        <p>{t(next ? 'outcome.next-text' : 'outcome.ready-text')}</p>
      </Note>
      <ErrorNote error={making.error} />
      <p>
        <Button busy={making.busy} onClick={() => void make()}>
          {t('outcome.show')}
        </Button>
      </p>
    </>
  )
}
