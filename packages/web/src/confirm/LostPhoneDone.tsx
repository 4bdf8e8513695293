import { t } from '../messages/messages.ts'
import { HelpIcon, PaperIcon } from '../ui/icons.tsx'
import { Note } from '../ui/Note.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { otherMethods } from './panel.ts'
import type { PanelProps } from './panel-props.ts'
import type { Stopped } from './stopped.ts'
import { Way } from './Way.tsx'

/** The phone is stopped; the ways on that are left. */
export function LostPhoneDone({ stopped, view, level = 1, choose }: PanelProps & { stopped: Stopped }) {
  const heading = t('lost.done')
  return (
    <>
      <StepHeading key="done" level={level} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
        {heading}
      </StepHeading>
      <Note kind="good">
        <p>{t(stopped.number ? 'lost.stopped-number' : 'lost.stopped', { names: stopped.names })}</p>
      </Note>
      <ul class="ways">
        {otherMethods(view).length > 0 && (
          <Way icon={<PaperIcon />} name={t('methods.title')} when={t('lost.go-methods')} onClick={() => choose('methods')} />
        )}
        <Way icon={<HelpIcon />} name={t('methods.cannot')} when={t('methods.cannot-when')} onClick={() => choose('cannot')} />
      </ul>
    </>
  )
}
