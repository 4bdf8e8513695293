import { t } from '../messages/messages.ts'
import { Note } from '../ui/Note.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { BackToPhone } from './BackToPhone.tsx'
import { MethodList } from './MethodList.tsx'
import { otherMethods } from './panel.ts'
import type { PanelProps } from './panel-props.ts'

/** "Other login methods". */
export function MethodsPanel(props: PanelProps) {
  const { view, level = 1 } = props
  const heading = t('methods.title')
  return (
    <>
      <div class="stack close">
        <StepHeading level={level} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        <p class="quiet">{otherMethods(view).length > 0 ? t('methods.do') : t('methods.none')}</p>
      </div>
      {view.typed?.off && <Note kind="warn">{t('methods.typed-off')}</Note>}
      <MethodList {...props} />
      {view.support && <p class="small quiet">{t('common.support', { support: view.support })}</p>}
      <div>
        <BackToPhone {...props} />
      </div>
    </>
  )
}
