import { useEffect } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { CheckPhone } from './CheckPhone.tsx'
import { ShowCode } from './ShowCode.tsx'
import { usePairing } from './use-pairing.ts'

interface PairingProps {
  replaces?: string | undefined
  /** What the fresh confirmation is about, where one is asked for. */
  about?: string | undefined
  localhost: boolean
  onPaired: (phoneName: string) => void
  /** The person gave up; absent where there is nothing to go back to. */
  onCancel?: (() => void) | undefined
}

/** Pairing a phone, on the computer's side (TD-2): the code, then "This is my phone". */
export function Pairing({ replaces, about, localhost, onPaired, onCancel }: PairingProps) {
  const { view, stage, stuck, begin, beginning, answer, answering, leave } = usePairing(replaces, about)
  const name = view?.phone?.name ?? ''
  // Runs once the phone is paired; the handler belongs to the page around.
  useEffect(() => {
    if (stage === 'paired') onPaired(name)
  }, [stage])
  const cancel = () => {
    leave()
    onCancel?.()
  }

  return (
    <div class="stack">
      <p class="unseen" role="status">
        {stage === 'check' && t('pairing.check-title')}
        {stage === 'expired' && t('pairing.expired')}
        {stage === 'ended' && t('pairing.rejected')}
      </p>
      {stage === 'starting' && !stuck && <Waiting text={t('pairing.preparing')} />}
      <ErrorNote error={beginning.error} />
      {stuck && (
        <p>
          <Button onClick={() => void begin()}>{t('common.try-again')}</Button>
        </p>
      )}
      {(stage === 'open' || stage === 'expired') && view && (
        <ShowCode view={view} expired={stage === 'expired'} localhost={localhost} renewing={beginning.busy} onRenew={() => void begin()} />
      )}
      {stage === 'check' && view?.phone && <CheckPhone phone={view.phone} busy={answering.busy} onAnswer={(mine) => void answer(mine)} />}
      {stage === 'paired' && <Waiting />}
      {stage === 'ended' && (
        <Note kind="warn">
          <p>
            <b>{t('pairing.rejected')}</b>
          </p>
          <p>{t('pairing.rejected-text')}</p>
          <p>
            <Button kind="plain" busy={beginning.busy} onClick={() => void begin()}>
              {t('pairing.again')}
            </Button>
          </p>
        </Note>
      )}
      <ErrorNote error={answering.error} />
      {onCancel && stage !== 'check' && stage !== 'paired' && (
        <p>
          <Button kind="link" onClick={cancel}>
            {t('common.cancel')}
          </Button>
        </p>
      )}
    </div>
  )
}
