import { isKey, t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { DoneScreen } from './DoneScreen.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { NoticeFacts } from './NoticeFacts.tsx'
import { usePress } from './use-press.ts'

/** "Stop this" (RR-3): what happened, what the button stops, and the button. Opening the link does nothing. */
export function StopScreen(props: LinkScreenProps) {
  const { notice, siteName } = props.view
  const { busy, refused, done, press } = usePress('stop', props)
  if (done !== undefined) return <DoneScreen title={t('stop.done')} text={t('stop.done-do')} to={done} />
  const key = `notice.${notice?.kind}`
  return (
    <>
      <div class="stack close">
        <StepHeading title={`${t('stop.title')} · ${siteName}`}>{t('stop.title')}</StepHeading>
        <p>{isKey(key) ? t(key as 'notice.other') : t('stop.about')}</p>
      </div>
      <NoticeFacts view={props.view} />
      <p>{t('stop.if-you')}</p>
      <div class="stack close">
        <p>{t('stop.what')}</p>
        <ul class="plain-list stack close">
          <li>{t('stop.what-requests')}</li>
          <li>{t('stop.what-access')}</li>
          <li>{t('stop.what-password')}</li>
          <li>{t('stop.what-next')}</li>
        </ul>
        <p class="quiet">{t('stop.keeps')}</p>
      </div>
      <ErrorNote error={refused} />
      <Button wide kind="bad" busy={busy} onClick={() => void press()}>
        {t('stop.button')}
      </Button>
    </>
  )
}
