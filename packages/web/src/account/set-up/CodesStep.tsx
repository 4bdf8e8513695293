import type { NewCodes, SetUpView } from '@sparekey/protocol/account'
import { useEffect, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { RecoveryCodes } from '../../ui/RecoveryCodes.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { FirstKit } from './FirstKit.tsx'

/** The last step: the recovery codes. "I have saved them" completes the set-up, ends this session and leads to a sign-in
 * that the new phone confirms (TD-1, SI-12). */
export function CodesStep({ view }: { view: SetUpView }) {
  const { session } = useSession()
  const [made, setMade] = useState<NewCodes>()
  const [savedSet, setSavedSet] = useState<string>()
  const [leaving, setLeaving] = useState(false)
  const making = useAct()
  const completing = useAct()
  const make = async () => {
    const codes = await making.run(account.setUpCodes)
    if (codes) setMade(codes.value)
  }
  const complete = async (set: string) => {
    const completed = await completing.run(() => account.completeSetUp(set))
    if (!completed) return
    setLeaving(true)
    location.assign(completed.value.to)
  }
  const saved = (set: string) => {
    // Only an administrator's first set-up comes with the break-glass kit; nobody else is asked to wait for it.
    if (session.access === 'set-up' && session.account.role === 'admin') setSavedSet(set)
    else void complete(set)
  }
  // Codes are made once, when the step opens; those of an earlier visit were never saved and are gone.
  useEffect(() => void make(), [])

  if (savedSet !== undefined)
    return (
      <section class="stack narrow">
        <FirstKit busy={completing.busy || leaving} onDone={() => void complete(savedSet)} />
        <ErrorNote error={completing.error} />
      </section>
    )
  return (
    <section class="stack narrow">
      {view.device && <p class="quiet">{t('set-up.paired', { name: view.device.name })}</p>}
      {made && (
        <>
          <RecoveryCodes
            level={2}
            codes={made}
            siteName={session.siteName}
            login={session.account.login}
            busy={completing.busy || leaving}
            onSaved={() => saved(made.set)}
          />
          <p class="quiet small" role="status">
            {leaving ? t('set-up.finishing') : t('set-up.finish')}
          </p>
          <ErrorNote error={completing.error} />
        </>
      )}
      {!made && making.busy && <Waiting />}
      <ErrorNote error={making.error} />
      {!made && making.error && (
        <p>
          <Button kind="plain" onClick={() => void make()}>
            {t('common.try-again')}
          </Button>
        </p>
      )}
    </section>
  )
}
