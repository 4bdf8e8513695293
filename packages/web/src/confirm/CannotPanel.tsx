import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { KeyholeIcon, LostIcon } from '../ui/icons.tsx'
import { Note } from '../ui/Note.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { NoRequest } from './NoRequest.tsx'
import { hasPhone, otherMethods } from './panel.ts'
import type { PanelProps } from './panel-props.ts'
import { SendRequest } from './SendRequest.tsx'
import { Way } from './Way.tsx'

/** Inside a session only a confirmation helps: how to ask for help instead. */
function InSession({ choose, usable }: PanelProps & { usable: boolean }) {
  return (
    <>
      <p>{t('cannot.act')}</p>
      {usable && (
        <div>
          <Button kind="link" onClick={() => choose('methods')}>
            {t('confirm.other')}
          </Button>
        </div>
      )}
    </>
  )
}

/** The ways below the request: a code from somebody, and taking power from a phone that is gone. */
function OtherWays({ view, choose }: PanelProps) {
  const devices = view.cannot?.devices.length ?? 0
  return (
    <ul class="ways">
      <Way icon={<KeyholeIcon />} name={t('access-code.title')} when={t('cannot.access-code-when')} onClick={() => choose('access-code')} />
      {devices > 0 && <Way icon={<LostIcon />} name={t('lost.title')} when={t('cannot.lost-when')} onClick={() => choose('lost-phone')} />}
    </ul>
  )
}

/** "Cannot confirm login" (RR-1): what asking means, "Send request", "I have an access code", "I lost my phone". */
export function CannotPanel(props: PanelProps) {
  const { view, level = 1, choose } = props
  const { cannot } = view
  const heading = t('cannot.title')
  const inSession = view.purpose === 'act'
  const usable = hasPhone(view) || otherMethods(view).length > 0
  return (
    <>
      <div class="stack close">
        <StepHeading level={level} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        {!inSession && <p class="quiet">{usable ? t('cannot.why') : t('cannot.nothing')}</p>}
      </div>
      {inSession && <InSession {...props} usable={usable} />}
      {cannot?.request === 'yes' && (
        <>
          <p>{t('cannot.request')}</p>
          <SendRequest {...props} />
        </>
      )}
      {cannot && cannot.request !== 'yes' && <NoRequest view={view} cannot={cannot} />}
      {cannot && <OtherWays {...props} />}
      {cannot && <Note kind="warn">{t('cannot.warn')}</Note>}
      {view.support && <p class="small quiet">{t('common.support', { support: view.support })}</p>}
      {cannot && usable && (
        <div>
          <Button kind="link" onClick={() => choose('methods')}>
            {t('confirm.other')}
          </Button>
        </div>
      )}
    </>
  )
}
