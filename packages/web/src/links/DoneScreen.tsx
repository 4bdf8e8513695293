import { goTo } from '../api/go.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'

/** What the link has done, and where to go on. */
export function DoneScreen({ title, text, more, to }: { title: string; text: string; more?: string; to: string }) {
  return (
    <>
      <div class="stack close">
        <StepHeading title={title}>{title}</StepHeading>
        <p class="quiet">{text}</p>
        {more && <p class="quiet">{more}</p>}
      </div>
      <Button wide onClick={() => goTo(to)}>
        {to.startsWith('/login') ? t('link.to-login') : t('common.continue')}
      </Button>
    </>
  )
}
