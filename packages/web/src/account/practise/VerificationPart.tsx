import { readyApi } from '../../api/readiness.ts'
import { Taps } from '../../confirm/Taps.tsx'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import type { PartProps } from './part-props.ts'
import { TryCode } from './TryCode.tsx'

/** The code that the phone shows without internet (VC-1), tried while it has none. */
export function VerificationPart({ view, onView, onNext }: PartProps) {
  const skipping = useAct()
  const skip = async () => {
    const skipped = await skipping.run(() => readyApi.skip('verification-code'))
    if (!skipped) return
    onView(skipped.value)
    onNext()
  }
  if (view.verificationResult === 'right') {
    return (
      <>
        <StepHeading level={2}>{t('practise.verification-right')}</StepHeading>
        <Note kind="good">
          <p>{t('practise.verification-right-text')}</p>
        </Note>
        <div>
          <Button onClick={onNext}>{t('common.continue')}</Button>
        </div>
      </>
    )
  }
  return (
    <>
      <div class="stack">
        <StepHeading level={2} focus={false}>
          {t('practise.verification-title')}
        </StepHeading>
        <p>{t('practise.verification-do')}</p>
        <Taps />
      </div>
      <TryCode
        part="verification-code"
        view={view}
        onView={onView}
        end={
          <Button kind="plain" busy={skipping.busy} onClick={() => void skip()}>
            {t('practise.verification-skip')}
          </Button>
        }
      />
      <ErrorNote error={skipping.error} />
    </>
  )
}
