import { isKey, t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { DoneScreen } from './DoneScreen.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { NoticeFacts } from './NoticeFacts.tsx'
import { usePress } from './use-press.ts'

/** "This wasn't me" (AU-4): what happened, what the button takes away, and the button. */
export function NotMeScreen(props: LinkScreenProps) {
  const { notice, siteName } = props.view
  const { busy, refused, done, press } = usePress('not-me', props)
  if (done !== undefined)
    return <DoneScreen title={t('not-me.done')} text={t('not-me.done-do')} more={t('not-me.done-nothing')} to={done} />
  const key = `notice.${notice?.kind}`
  return (
    <>
      <div class="stack close">
        <StepHeading title={`${t('not-me.title')} · ${siteName}`}>{t('not-me.title')}</StepHeading>
        <p>{isKey(key) ? t(key as 'notice.other') : t('notice.other')}</p>
      </div>
      <NoticeFacts view={props.view} />
      <p>{t('not-me.if-you')}</p>
      <div class="stack close">
        <p>{t('not-me.what')}</p>
        <ul class="plain-list stack close">
          <li>{t('not-me.what-sessions')}</li>
          <li>{t('not-me.what-password')}</li>
          <li>{t('not-me.what-new')}</li>
          <li>{t('not-me.what-told')}</li>
        </ul>
        <p class="quiet">{t('not-me.keeps')}</p>
      </div>
      <ErrorNote error={refused} />
      <Button wide kind="bad" busy={busy} onClick={() => void press()}>
        {t('not-me.button')}
      </Button>
    </>
  )
}
