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
import { useCompletion } from './use-completion.ts'

/** The last step: the recovery codes. "I have saved them" completes the set-up, ends this session and leads to a sign-in
 * that the new phone confirms (TD-1, SI-12). */
export function CodesStep({ view, reload }: { view: SetUpView; reload: () => Promise<void> }) {
  const { session } = useSession()
  const [made, setMade] = useState<NewCodes>()
  const making = useAct()
  const completion = useCompletion(reload)
  const make = async () => {
    const codes = await making.run(account.setUpCodes)
    if (codes) setMade(codes.value)
    // The rules may have changed since the step was shown.
    else await reload()
  }
  // Codes are made once, when the step opens; those of an earlier visit were never saved and are gone.
  useEffect(() => void make(), [])

  if (completion.kit)
    return (
      <section class="stack narrow">
        <FirstKit busy={completion.busy} onDone={completion.complete} />
        <ErrorNote error={completion.error} />
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
            busy={completion.busy}
            onSaved={() => completion.ready(made.set)}
          />
          <p class="quiet small" role="status">
            {completion.leaving ? t('set-up.finishing') : t('set-up.finish')}
          </p>
          <ErrorNote error={completion.error} />
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
