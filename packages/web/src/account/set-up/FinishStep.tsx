import type { SetUpView } from '@sparekey/protocol/account'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import { FirstKit } from './FirstKit.tsx'
import { useCompletion } from './use-completion.ts'

interface FinishStepProps {
  view: SetUpView
  stepped: boolean
  reload: () => Promise<void>
}

/** The last step where the rules allow no recovery codes: none is made, and one button completes the set-up (TD-1, EN-1). */
export function FinishStep({ view, stepped, reload }: FinishStepProps) {
  const completion = useCompletion(reload)
  if (completion.kit)
    return (
      <section class="stack narrow">
        <FirstKit busy={completion.busy} onDone={completion.complete} />
        <ErrorNote error={completion.error} />
      </section>
    )
  return (
    <section class="stack narrow">
      <StepHeading level={2} focus={stepped}>
        {t('set-up.finish-title')}
      </StepHeading>
      {view.device && <p>{t('set-up.paired', { name: view.device.name })}</p>}
      <p>{t('set-up.finish-no-codes')}</p>
      <p>
        <Button busy={completion.busy} onClick={() => completion.ready()}>
          {t('set-up.finish-do')}
        </Button>
      </p>
      <p class="quiet small" role="status">
        {completion.leaving ? t('set-up.finishing') : t('set-up.finish')}
      </p>
      <ErrorNote error={completion.error} />
    </section>
  )
}
