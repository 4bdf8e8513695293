import { rich, t } from '../messages/messages.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { Note } from '../ui/Note.tsx'
import { MethodList } from './MethodList.tsx'
import { otherMethods, type PhoneState } from './panel.ts'
import type { PanelProps } from './panel-props.ts'

function OtherMethods(props: PanelProps) {
  const Heading = props.level === 2 ? 'h3' : 'h2'
  return (
    <div class="stack close">
      <Heading>{t('confirm.other')}</Heading>
      <MethodList {...props} />
    </div>
  )
}

/** When the phone gives no sign of life, or is not asked for a while: why, and the other methods without a click (SI-6). */
export function PhoneNews({ state, ...props }: PanelProps & { state: PhoneState }) {
  const alone = otherMethods(props.view).length === 0
  if (state === 'silent') {
    return (
      <>
        <Note kind="warn">
          <b>{t('confirm.silent')}</b>
          <p>{alone ? t('confirm.silent-alone') : t('confirm.silent-do')}</p>
        </Note>
        <OtherMethods {...props} />
      </>
    )
  }
  if (state !== 'paused') return null
  const act = props.view.purpose === 'act'
  const until = props.view.phone?.pausedUntil ?? 0
  return (
    <>
      <Note kind="warn">
        <p>{t(act && until ? 'confirm.paused-act' : 'confirm.paused-why')}</p>
        <p>
          {until
            ? rich(act && alone ? 'confirm.paused-act-wait' : alone ? 'confirm.paused-until-alone' : 'confirm.paused-until', {
                time: <Countdown until={until} />,
              })
            : t(act && alone ? 'confirm.paused-act-open' : 'confirm.paused-open')}
        </p>
      </Note>
      <OtherMethods {...props} />
    </>
  )
}
