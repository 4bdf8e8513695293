import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { hasPhone } from './panel.ts'
import type { PanelProps } from './panel-props.ts'

/** Back to the number as it stands: no new prompt (SI-8). */
export function BackToPhone({ view, choose }: PanelProps) {
  if (!hasPhone(view)) return null
  return (
    <Button kind="link" onClick={() => choose('phone')}>
      {t('methods.phone-back')}
    </Button>
  )
}
