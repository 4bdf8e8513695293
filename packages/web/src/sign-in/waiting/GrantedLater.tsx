import type { RequestView } from '@sparekey/protocol/recovery'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { serverNow } from '../../api/server-time.ts'
import { rich, t } from '../../messages/messages.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { clockTime } from '../../ui/clock-time.ts'
import { StepHeading } from '../../ui/StepHeading.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { Withdraw } from './Withdraw.tsx'

type GrantedLaterProps = ScreenProps & { view: SignInView; request: RequestView; startsAt: number; offline: boolean }

/** Granted by one where two would be needed: in force after a wait in which it can be stopped (RR-6). */
export function GrantedLater({ view, request, startsAt, offline, watched }: GrantedLaterProps) {
  const name = request.decidedBy
  return (
    <>
      <div class="stack close">
        <StepHeading key="later" title={`${t('later.title')} · ${view.siteName}`}>
          {t('later.title')}
        </StepHeading>
        <p class="quiet">{name ? t('later.by', { name }) : t('later.by-one')}</p>
      </div>
      <p class="row fixed" role="status">
        <span class="pulse" />
        <span>{offline ? t('confirm.offline') : t('later.from', { time: clockTime(startsAt, serverNow()) })}</span>
      </p>
      <p>
        {rich('later.in', { time: <Countdown until={startsAt} /> })} {request.shared ? t('wait.keep-open') : t('wait.may-close')}
      </p>
      <div class="row spread">
        <Withdraw watched={watched} />
        {view.support && <span class="small quiet">{t('wait.support', { support: view.support })}</span>}
      </div>
    </>
  )
}
