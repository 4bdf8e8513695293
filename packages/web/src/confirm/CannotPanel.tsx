import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import type { PanelProps } from './Confirm.tsx'
import { hasPhone, otherMethods } from './panel.ts'

/** "Cannot confirm login": where to look first, and who can help. */
export function CannotPanel({ view, level = 1, choose }: PanelProps) {
  const heading = t('cannot.title')
  const login = view.account?.login ?? ''
  const usable = hasPhone(view) || otherMethods(view).length > 0
  return (
    <>
      <div class="stack close">
        <StepHeading level={level} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        <p class="quiet">{usable ? t('cannot.why') : t('cannot.nothing')}</p>
      </div>
      {usable && (
        <ul class="plain-list stack close">
          <li>{t('cannot.phone')}</li>
          <li>{t('cannot.codes')}</li>
        </ul>
      )}
      {view.purpose === 'act' ? (
        <p>{t('cannot.act')}</p>
      ) : (
        <p>{view.support ? t('cannot.contact', { support: view.support, login }) : t('cannot.contact-nobody', { login })}</p>
      )}
      <Note kind="warn">{t('cannot.warn')}</Note>
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
