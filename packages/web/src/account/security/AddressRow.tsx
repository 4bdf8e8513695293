import type { EmailView } from '@sparekey/protocol/account'
import { useId, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { EmailTag } from '../../shell/EmailTag.tsx'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

/** One address: whether it is confirmed, the link once more, "Remove". */
export function AddressRow({ email, mayAct, onDone }: { email: EmailView; mayAct: boolean; onDone: (said: string) => void }) {
  const { session } = useSession()
  const id = useId()
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const { address } = email
  const remove = async () => {
    setAsking(false)
    if (await act.run(() => account.removeAddress(email.id), t('about.remove-address', { address })))
      onDone(t('emails.removed', { address }))
  }
  const send = async () => {
    if (await act.run(() => account.sendAddressLink(email.id))) onDone(t('emails.sent', { address }))
  }
  return (
    <li class="line no-icon">
      <div class="stack close">
        <p class="row">
          <span id={id}>{address}</span>
          <EmailTag email={email} />
        </p>
        {email.held && <p class="small">{t('emails.held-text')}</p>}
        {!email.held && !email.verified && <p class="small">{t(session.mail ? 'emails.pending-text' : 'emails.pending-no-mail')}</p>}
        <ErrorNote error={act.error} />
      </div>
      {mayAct && (
        <div class="line-acts">
          {session.mail && !email.verified && !email.held && (
            <Button kind="link" aria-describedby={id} busy={act.busy} onClick={() => void send()}>
              {t('emails.send')}
            </Button>
          )}
          <Button kind="link" aria-describedby={id} busy={act.busy} onClick={() => setAsking(true)}>
            {t('emails.remove')}
          </Button>
        </div>
      )}
      <AskOnce
        open={asking}
        title={t('emails.remove-title', { address })}
        text={t('emails.remove-text')}
        yes={t('emails.remove')}
        bad
        onYes={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </li>
  )
}
