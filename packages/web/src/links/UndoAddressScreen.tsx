import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { DoneScreen } from './DoneScreen.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { usePress } from './use-press.ts'

/** A change of the addresses is taken back from an older one (EN-6). */
export function UndoAddressScreen(props: LinkScreenProps) {
  const { account, address = '', notice, siteName } = props.view
  const { busy, refused, done, press } = usePress('email-undo', props)
  if (done !== undefined) return <DoneScreen title={t('email-undo.done')} text={t('email-undo.done-do')} to={done} />
  const change = notice?.kind === 'address-removed' ? 'removed' : 'added'
  return (
    <>
      <div class="stack close">
        <StepHeading title={`${t('email-undo.title')} · ${siteName}`}>{t('email-undo.title')}</StepHeading>
        <p class="quiet">{t(`email-undo.${change}`, { address, login: account?.login ?? '' })}</p>
      </div>
      <p>{t('email-undo.if-you')}</p>
      <ErrorNote error={refused} />
      <Button wide busy={busy} onClick={() => void press()}>
        {t('email-undo.button')}
      </Button>
    </>
  )
}
