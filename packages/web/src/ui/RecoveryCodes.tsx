import type { NewCodes } from '@sparekey/protocol/account'
import { type ComponentChildren, createPortal } from 'preact'
import { t } from '../messages/messages.ts'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import { codesAsText } from './codes-as-text.ts'
import { download } from './download.ts'
import { RecoverySheet } from './RecoverySheet.tsx'
import { StepHeading } from './StepHeading.tsx'
import './recovery-codes.css'

interface RecoveryCodesProps {
  codes: NewCodes
  siteName: string
  login: string
  /** "I have saved them": the codes count from then on. */
  onSaved: () => void
  busy?: boolean | undefined
  level?: 1 | 2
  /** The page's title, where this is a page of its own. */
  title?: string | undefined
  /** Why there are new ones, where the reader did not ask for them. */
  children?: ComponentChildren
}

/** New recovery codes, shown once (RC-1). */
export function RecoveryCodes({ codes, siteName, login, onSaved, busy, level, title, children }: RecoveryCodesProps) {
  const sheet = { codes, siteName, login }
  return (
    <>
      <div class="stack close">
        <StepHeading level={level ?? 1} title={title}>
          {t('codes.title')}
        </StepHeading>
        <p class="quiet">{t('codes.why')}</p>
      </div>
      {children}
      <ol class="codes" aria-label={t('codes.list')}>
        {codes.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="row">
        <Button
          kind="plain"
          onClick={() => download(`recovery-codes-${login}.txt`, new Blob([codesAsText(sheet)], { type: 'text/plain;charset=utf-8' }))}
        >
          {t('codes.download')}
        </Button>
        <CopyButton kind="plain" text={() => codes.codes.join('\n')} />
        <Button kind="plain" onClick={() => print()}>
          {t('codes.print')}
        </Button>
      </div>
      <p class="quiet small">{t('codes.keep')}</p>
      <Button wide busy={busy} onClick={onSaved}>
        {t('codes.saved')}
      </Button>
      {createPortal(<RecoverySheet {...sheet} />, document.body)}
    </>
  )
}
