import type { RequestView } from '@sparekey/protocol/recovery'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { serverNow } from '../../api/server-time.ts'
import { t } from '../../messages/messages.ts'
import { clockTime } from '../../ui/clock-time.ts'
import { Note } from '../../ui/Note.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { CallerCode } from './CallerCode.tsx'
import { Withdraw } from './Withdraw.tsx'

type RequestSentProps = ScreenProps & { view: SignInView; request: RequestView; offline: boolean }

/** "Request sent": alive and calm, with the code to read out and what happens next. It goes on by itself. */
export function RequestSent({ view, request, offline, watched }: RequestSentProps) {
  return (
    <>
      <div class="stack close">
        <StepHeading title={`${t('wait.title')} · ${view.siteName}`}>{t('wait.title')}</StepHeading>
        <p>
          <b>{t('wait.contact')}</b> {request.shared ? t('wait.keep-open') : t('wait.may-close')}
        </p>
      </div>
      {request.callerCode && <CallerCode {...request.callerCode} reload={watched.reload} />}
      <Status request={request} offline={offline} />
      {request.disputed && <Note kind="warn">{t('wait.disputed')}</Note>}
      <div class="stack close">
        <h2>{t('wait.next')}</h2>
        <ol class="plain-list stack close">
          <li>{t('wait.next-contact')}</li>
          <li>{t('wait.next-account')}</li>
          <li>{t('wait.next-code')}</li>
          <li>{t('wait.next-in')}</li>
        </ol>
      </div>
      <div class="row spread">
        <Withdraw watched={watched} />
        {view.support && <span class="small quiet">{t('wait.support', { support: view.support })}</span>}
      </div>
    </>
  )
}

/** One line that says that the page is alive; always there, so that screen readers tell each change. */
function Status({ request, offline }: { request: RequestView; offline: boolean }) {
  const sent = t('wait.sent', { time: clockTime(request.sentAt, serverNow()) })
  const told = request.told > 0 ? t('wait.told', { count: request.told }) : undefined
  return (
    <p class="row fixed" role="status">
      <span class="pulse" />
      <span>{offline ? t('confirm.offline') : [sent, told, t('wait.waiting')].filter(Boolean).join('\u00a0· ')}</span>
    </p>
  )
}
