import type { RequestView } from '@sparekey/protocol/recovery'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { signInApi } from '../../api/sign-in.ts'
import type { RequestEnd } from '../../confirm/waiting-state.ts'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { SayScreen } from '../SayScreen.tsx'
import type { ScreenProps } from '../screen-props.ts'

type RequestOverProps = ScreenProps & { view: SignInView; end: RequestEnd; request: RequestView }

/** What happened, by whom where that is known. */
function whatHappened(end: RequestEnd, { decidedBy }: RequestView): string {
  if (end === 'declined') return decidedBy ? t('request-over.declined-by', { name: decidedBy }) : t('request-over.declined-text')
  return t(`request-over.${end}-text`)
}

/** The request is over and let nobody in: which end it was, who decided, and the next step (RR-2). */
export function RequestOver({ view, end, request, watched, happen }: RequestOverProps) {
  const again = async (): Promise<void> => {
    happen('started-over')
    await signInApi.leave()
    await watched.reload()
  }
  return (
    <SayScreen title={t(`request-over.${end}`)} text={whatHappened(end, request)}>
      {request.reason && <blockquote class="reason">{request.reason}</blockquote>}
      <p>{t(`request-over.${end}-do`)}</p>
      <Button wide onClick={() => void again()}>
        {t('over.again')}
      </Button>
      {view.support && <p class="small quiet">{t('sign-in.help', { support: view.support })}</p>}
    </SayScreen>
  )
}
