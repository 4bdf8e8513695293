import { useState } from 'preact/hooks'
import { readyApi } from '../../api/readiness.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import type { PartProps } from './part-props.ts'
import { TryCode } from './TryCode.tsx'

/** "Would you find your codes now?" And if so: is what is on the sheet right? */
export function CodesPart(props: PartProps) {
  const { view, onView, onNext } = props
  const [have, setHave] = useState(false)
  const skipping = useAct()
  const lack = async () => {
    const skipped = await skipping.run(() => readyApi.skip('recovery-code'))
    if (skipped) onView(skipped.value)
  }
  if (view.codeResult) return <CodesResult right={view.codeResult === 'right'} onNext={onNext} />
  if (view.codes === 0) return <NoCodes onNext={onNext} />
  const lackButton = (
    <Button kind="plain" busy={skipping.busy} onClick={() => void lack()}>
      {t('practise.codes-lack')}
    </Button>
  )
  return (
    <>
      <div class="stack close">
        <StepHeading level={2} focus={!have}>
          {t('practise.codes-title')}
        </StepHeading>
        <p>{t('practise.codes-do')}</p>
      </div>
      {have ? (
        <TryCode part="recovery-code" view={view} onView={onView} end={lackButton} />
      ) : (
        <div class="row">
          <Button onClick={() => setHave(true)}>{t('practise.codes-have')}</Button>
          {lackButton}
        </div>
      )}
      <ErrorNote error={skipping.error} />
    </>
  )
}

function CodesResult({ right, onNext }: { right: boolean; onNext: () => void }) {
  return (
    <>
      <StepHeading level={2}>{t(right ? 'practise.codes-right' : 'practise.codes-lost')}</StepHeading>
      <Note kind={right ? 'good' : 'warn'}>
        <p>{t(right ? 'practise.codes-right-text' : 'practise.codes-lost-text')}</p>
      </Note>
      <div>
        <Button onClick={onNext}>{t('common.continue')}</Button>
      </div>
    </>
  )
}

function NoCodes({ onNext }: { onNext: () => void }) {
  return (
    <>
      <StepHeading level={2}>{t('practise.codes-none-title')}</StepHeading>
      <p>{t('practise.codes-none')}</p>
      <div>
        <Button onClick={onNext}>{t('common.continue')}</Button>
      </div>
    </>
  )
}
