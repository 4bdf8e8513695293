import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { replaceScreen } from '../state/navigation.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { Note } from '../ui/Note.tsx'
import { PhotoButton } from './PhotoButton.tsx'
import { goToScannedPrompt, readScanned } from './scanned.ts'
import { type ScannerState, useScanner } from './use-scanner.ts'

interface ScanProps {
  /** Scanning for this prompt only: there is no code to type then. */
  prompt?: OpenPrompt | undefined
}

function NoCamera({ state, forPrompt }: { state: ScannerState; forPrompt: boolean }) {
  if (state !== 'refused' && state !== 'missing') return null
  return (
    <Note kind="warn" title={t(`scan.${state}`)}>
      <p>{t(`scan.${state}-${forPrompt ? 'prompt' : 'why'}`)}</p>
    </Note>
  )
}

/** The app's own scanner: pairs this phone, or takes the place of typing the number of a prompt. */
export function ScanScreen({ prompt }: ScanProps) {
  const [hint, setHint] = useState(t('scan.hint'))
  const forPrompt = prompt !== undefined
  const take = (text: string): boolean => {
    const scanned = readScanned(text, location.origin, forPrompt)
    if (scanned.kind === 'pair') replaceScreen({ name: 'pair', secret: { token: scanned.token } })
    if (scanned.kind === 'prompt') void goToScannedPrompt(scanned.prompt, scanned.value)
    if (scanned.kind === 'foreign') setHint(t('scan.foreign', { host: scanned.host }))
    if (scanned.kind === 'unknown') setHint(t('scan.unknown'))
    return scanned.kind === 'pair' || scanned.kind === 'prompt'
  }
  const { video, state } = useScanner(take)
  const blind = state === 'refused' || state === 'missing'
  return (
    <Frame
      back
      actions={
        <>
          {blind && <PhotoButton onText={take} />}
          {!forPrompt && (
            <Button kind={blind ? 'primary' : 'plain'} onClick={() => replaceScreen({ name: 'type-code' })}>
              {t('start.type')}
            </Button>
          )}
        </>
      }
    >
      <Heading>{t('scan.title')}</Heading>
      {!blind && (
        <div class="viewfinder">
          <video ref={video} playsInline muted aria-label={t('scan.frame')} />
        </div>
      )}
      <NoCamera state={state} forPrompt={forPrompt} />
      {(!blind || hint !== t('scan.hint')) && (
        <p class="quiet" role="status">
          {state === 'starting' ? t('scan.starting') : hint}
        </p>
      )}
    </Frame>
  )
}
