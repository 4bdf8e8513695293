import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useState } from 'preact/hooks'
import { signInApi } from '../../api/sign-in.ts'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'

/** Access was granted, but somebody else may know the password: it is changed first, by a way that a thief of it does not have (SI-15). */
export function PasswordFirst({ view }: { view: SignInView }) {
  return (
    <>
      <div class="stack close">
        <StepHeading key="password-first" title={`${t('first.title')} · ${view.siteName}`}>
          {t('first.title')}
        </StepHeading>
        <p class="quiet">{t('first.why')}</p>
      </div>
      {view.mail && <ByMail login={view.account?.login ?? ''} />}
      <div class="stack close">
        <h2>{t('first.code')}</h2>
        <p>{t('first.code-do')}</p>
        <p>
          <a href="/link/password">{t('forgotten.code')}</a>
        </p>
      </div>
      <p>{t('first.then')}</p>
      {view.support && <p class="small quiet">{t('sign-in.help', { support: view.support })}</p>}
    </>
  )
}

function ByMail({ login }: { login: string }) {
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const send = async (): Promise<void> => {
    setBusy(true)
    const answer = await signInApi.forgotten(login)
    setBusy(false)
    setSent(answer.ok)
    setRefused(answer.ok ? undefined : answer.refusal)
  }
  return (
    <div class="stack close">
      <h2>{t('first.mail')}</h2>
      <p>{t('first.mail-do')}</p>
      <p role="status">{sent && <b>{t('first.mail-sent')}</b>}</p>
      {!sent && (
        <Button wide busy={busy} onClick={() => void send()}>
          {t('forgotten.send')}
        </Button>
      )}
      <ErrorNote error={refused} />
    </div>
  )
}
