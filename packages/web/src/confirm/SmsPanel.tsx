import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../api/server-time.ts'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Note } from '../ui/Note.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { useReached } from '../ui/use-now.ts'
import { CodePanel } from './CodePanel.tsx'
import { isGood, otherMethods } from './panel.ts'
import type { PanelProps } from './panel-props.ts'
import { SendAgain } from './SendAgain.tsx'

const start = () => signInApi.start('sms')

/** Sends a code when the page opens, unless one is on its way already: going back and forth, or a refresh, sends nothing. */
function useSent({ view, onView, reload }: PanelProps) {
  const sent = view.sent?.method === 'sms' ? view.sent : undefined
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const send = async (): Promise<void> => {
    setBusy(true)
    const answer = await start()
    setBusy(false)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (answer.ok) onView(answer.value)
    else await reload()
  }
  // A code that failed to arrive is told of first; sending again is then the reader's choice.
  useEffect(() => {
    if (!sent || (!sent.failed && !isGood(sent, serverNow()))) void send()
  }, [])
  return { sent, busy, refused, send }
}

/** Where the code went, or that it did not get there (SM-1, SM-4). Told as soon as the service knows. */
function SentStatus({ sent, to, busy }: { sent: SignInView['sent']; to: string; busy: boolean }) {
  const over = useReached(sent?.expiresAt)
  return (
    <div role="status">
      {busy || !sent ? (
        <p class="row fixed">
          <span class="pulse" />
          <span>{t('sms.sending', { digits: to })}</span>
        </p>
      ) : sent.failed ? (
        <Note kind="bad">{t('sms.failed', { digits: to })}</Note>
      ) : over ? (
        <Note kind="warn">{t('sms.expired')}</Note>
      ) : (
        <p>{t('sms.sent', { digits: to })}</p>
      )}
    </div>
  )
}

/** "SMS": a code to the confirmed number, "Code", "Continue", "Send again" (SM-1). */
export function SmsPanel(props: PanelProps) {
  const { view, level = 1, choose } = props
  const { sent, busy, refused, send } = useSent(props)
  const to = sent?.to ?? otherMethods(view).find((offer) => offer.kind === 'sms')?.hint ?? ''
  if (!sent && refused)
    return (
      <>
        <StepHeading level={level} title={level === 1 ? `${t('sms.title')} · ${view.siteName}` : undefined}>
          {t('sms.title')}
        </StepHeading>
        <ErrorNote error={refused} />
        <div class="row spread">
          <Button kind="plain" busy={busy} onClick={() => void send()}>
            {t('common.try-again')}
          </Button>
          <Button kind="link" onClick={() => choose('methods')}>
            {t('methods.all')}
          </Button>
        </div>
      </>
    )
  return (
    <CodePanel
      method="sms"
      digits
      oneTime
      {...props}
      below={
        <>
          {sent && <SendAgain {...props} at={sent.againAt} send={start} />}
          {refused && <ErrorNote error={refused} />}
        </>
      }
    >
      <SentStatus sent={sent} to={to} busy={busy} />
    </CodePanel>
  )
}
