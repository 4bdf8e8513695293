import { useEffect, useRef, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { KitShown } from '../break-glass/KitShown.tsx'

interface FirstKitProps {
  /** Goes on with the set-up's end, which is under way while `busy`. */
  onDone: () => void
  busy: boolean
}

/** The break-glass kit at the end of the first administrator's set-up (RR-11). The service says whose set-up that is: for
 * everybody else it refuses, and the set-up goes on without. */
export function FirstKit({ onDone, busy }: FirstKitProps) {
  const [kit, setKit] = useState<string>()
  const making = useAct()
  const done = useRef(onDone)
  done.current = onDone
  const make = async () => {
    const made = await making.run(account.makeKit)
    if (made) setKit(made.value.kit)
  }
  useEffect(() => void make(), [])
  const code = making.error?.code
  const notTheirs = code === 'access_too_low' || code === 'role_too_low' || code === 'confirmation_needed'
  useEffect(() => {
    if (notTheirs) done.current()
  }, [notTheirs])
  if (kit !== undefined) return <KitShown kit={kit} busy={busy} onSaved={onDone} />
  if (!making.error || notTheirs) return <Waiting />
  return (
    <>
      <ErrorNote error={making.error} />
      <div class="row">
        <Button onClick={() => void make()}>{t('common.try-again')}</Button>
        <Button kind="link" busy={busy} onClick={onDone}>
          {t('kit.later')}
        </Button>
      </div>
    </>
  )
}
