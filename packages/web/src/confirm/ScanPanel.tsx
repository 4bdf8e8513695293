import { serverNow } from '../api/server-time.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { PhoneStatus } from './PhoneStatus.tsx'
import { phoneState } from './panel.ts'
import type { PanelProps } from './panel-props.ts'
import { RememberChoice } from './RememberChoice.tsx'

/** "Scan instead": the same prompt, with the code in place of typing (SI-7). */
export function ScanPanel(props: PanelProps) {
  const { view, offline, level = 1, choose } = props
  const phone = view.phone ?? { devices: [] }
  const heading = t('confirm.scan-title')
  return (
    <>
      <div class="stack close">
        <StepHeading level={level} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        <p class="quiet">{t('confirm.scan-do')}</p>
      </div>
      <QrCode text={phone.prompt?.scanUrl ?? ''} label={t('confirm.scan-label')} />
      <p class="quiet small">{t('confirm.scan-warn')}</p>
      <PhoneStatus state={phoneState(phone, serverNow())} phone={phone} offline={offline} />
      <RememberChoice {...props} />
      <div class="row spread">
        <Button kind="link" onClick={() => choose('phone')}>
          {t('confirm.scan-back')}
        </Button>
        <Button kind="link" onClick={() => choose('methods')}>
          {t('confirm.other')}
        </Button>
      </div>
    </>
  )
}
