import type { SignInView } from '@sparekey/protocol/sign-in'
import { useEffect, useReducer } from 'preact/hooks'
import { serverNow } from '../api/server-time.ts'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { MatchCode } from './MatchCode.tsx'
import { PhoneNews } from './PhoneNews.tsx'
import { PhoneStatus } from './PhoneStatus.tsx'
import { nextTurn, type PhoneState, phoneState } from './panel.ts'
import type { PanelProps } from './panel-props.ts'
import { RememberChoice } from './RememberChoice.tsx'
import { SendAgain } from './SendAgain.tsx'

type Phone = NonNullable<SignInView['phone']>

/** The state of the phone, drawn again when the passing of time changes it. */
function usePhoneState(phone: Phone): PhoneState {
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const turn = nextTurn(phone, serverNow())
  useEffect(() => {
    if (turn === undefined) return
    const timer = setTimeout(() => draw(undefined), turn - serverNow() + 50)
    return () => clearTimeout(timer)
  }, [turn])
  return phoneState(phone, serverNow())
}

const asks = (state: PhoneState): boolean => state === 'asking' || state === 'seen' || state === 'silent' || state === 'confirmed'
/** Nothing is open on the phone: asking again is what to do. */
const answered = (state: PhoneState): boolean => state === 'mistaken' || state === 'denied' || state === 'ended'

/** The ways on that do not depend on the phone's answer. */
function WaysOn({ view, choose, scan }: PanelProps & { scan: boolean }) {
  return (
    <div class="row spread">
      <Button kind="link" onClick={() => choose('methods')}>
        {t('confirm.other')}
      </Button>
      {scan && view.phone?.prompt?.scanUrl && (
        <Button kind="link" onClick={() => choose('scan')}>
          {t('confirm.scan')}
        </Button>
      )}
    </div>
  )
}

/** "Confirm your login": the number, the phones that were asked, and the ways on (SI-3). */
export function PhonePanel(props: PanelProps) {
  const { view, offline, level = 1 } = props
  const phone = view.phone ?? { devices: [] }
  const state = usePhoneState(phone)
  const again = { ...props, at: phone.prompt?.againAt ?? 0, send: signInApi.askAgain }
  const heading = view.purpose === 'act' ? t('confirm.title-act') : t('confirm.title')
  return (
    <>
      <div class="stack close">
        {/* Another heading, and the focus with it, whenever what there is to do has changed. */}
        <StepHeading key={asks(state) ? 'asks' : state} level={level} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        {asks(state) && <p class="quiet">{state === 'seen' ? t('confirm.do-seen') : t('confirm.do')}</p>}
        {state === 'scan-only' && <p class="quiet">{t('confirm.scan-only-why')}</p>}
      </div>
      {asks(state) && <MatchCode code={phone.prompt?.matchCode} />}
      {state === 'scan-only' && phone.prompt?.scanUrl && <QrCode text={phone.prompt.scanUrl} label={t('confirm.scan-label')} />}
      <div class="row spread status-line">
        <PhoneStatus state={state} phone={phone} offline={offline} />
        {(asks(state) || state === 'scan-only') && <SendAgain {...again} />}
      </div>
      {answered(state) && <p class="quiet">{t(`confirm.${state as 'mistaken' | 'denied' | 'ended'}-do`)}</p>}
      {answered(state) && <SendAgain {...again} prominent />}
      {(asks(state) || state === 'scan-only') && <RememberChoice {...props} />}
      {state !== 'paused' && <WaysOn {...props} scan={asks(state)} />}
      <PhoneNews state={state} {...props} />
    </>
  )
}
