import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { DoneScreen } from './DoneScreen.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { usePress } from './use-press.ts'

/** An address is confirmed by who opens its link and presses the button (EN-6). */
export function AddressScreen(props: LinkScreenProps) {
  const { account, address = '', siteName } = props.view
  const { busy, refused, done, press } = usePress('email', props)
  if (done !== undefined) return <DoneScreen title={t('email.done')} text={t('email.done-do')} to={done} />
  return (
    <>
      <div class="stack close">
        <StepHeading title={`${t('email.title')} · ${siteName}`}>{t('email.title')}</StepHeading>
        <p class="quiet">{t('email.do', { address, login: account?.login ?? '' })}</p>
      </div>
      <ErrorNote error={refused} />
      <Button wide busy={busy} onClick={() => void press()}>
        {t('email.button')}
      </Button>
    </>
  )
}
