import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { DoneScreen } from './DoneScreen.tsx'
import type { LinkScreenProps } from './LinkScreen.tsx'
import { usePress } from './use-link.ts'

/** An address is confirmed at the address itself, and a change of it taken back at the old one (EN-6). */
export function AddressScreen({ purpose, ...props }: LinkScreenProps & { purpose: 'email' | 'email-undo' }) {
  const { view } = props
  const { busy, refused, done, press } = usePress(purpose, props)
  const address = view.address ?? ''
  if (done !== undefined) return <DoneScreen title={t(`${purpose}.done`)} text={t(`${purpose}.done-do`, { address })} to={done} />
  const title = t(`${purpose}.title`)
  return (
    <>
      <div class="stack close">
        <StepHeading title={`${title} · ${view.siteName}`}>{title}</StepHeading>
        <p class="quiet">{t(`${purpose}.do`, { address, login: view.account?.login ?? '' })}</p>
      </div>
      <ErrorNote error={refused} />
      <Button wide busy={busy} onClick={() => void press()}>
        {t(`${purpose}.button`)}
      </Button>
    </>
  )
}
