import type { NewCodes } from '@sparekey/protocol/account'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { RecoveryCodes } from '../../ui/RecoveryCodes.tsx'

interface NewCodesPageProps {
  made: NewCodes
  onSaved: () => void
  onLeave: () => void
}

/** The new recovery codes, in place of the page, until they are saved or left (RC-5). */
export function NewCodesPage({ made, onSaved, onLeave }: NewCodesPageProps) {
  const { session } = useSession()
  const saving = useAct()
  const save = async () => {
    if (await saving.run(() => account.savedCodes(made.set))) onSaved()
  }
  return (
    <div class="stack narrow">
      <RecoveryCodes
        codes={made}
        siteName={session.siteName}
        login={session.account.login}
        busy={saving.busy}
        title={t('shell.title', { page: t('codes.title'), site: session.siteName })}
        onSaved={() => void save()}
      />
      <ErrorNote error={saving.error} />
      <p>
        <Button kind="link" onClick={onLeave}>
          {t('recovery.leave')}
        </Button>
      </p>
    </div>
  )
}
