import type { RefusalBody } from '@sparekey/protocol/errors'
import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'

/** The link could not be looked at just now. */
export function UnreadScreen({ refusal, again }: { refusal: RefusalBody; again: () => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  const retry = async (): Promise<void> => {
    setBusy(true)
    await again()
    setBusy(false)
  }
  return (
    <>
      <StepHeading title={t('link.unreachable')}>{t('link.unreachable')}</StepHeading>
      <ErrorNote error={refusal} />
      <Button busy={busy} onClick={() => void retry()}>
        {t('common.try-again')}
      </Button>
    </>
  )
}
