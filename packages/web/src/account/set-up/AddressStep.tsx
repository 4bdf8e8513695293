import type { SetUpView } from '@sparekey/protocol/account'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeField } from '../../ui/CodeField.tsx'
import { Countdown } from '../../ui/Countdown.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useReached } from '../../ui/use-now.ts'

/** The code sent to the account's address: who merely knows the password does not set up their own phone (TD-9). */
export function AddressStep({ view, reload }: { view: SetUpView; reload: () => Promise<void> }) {
  const { session } = useSession()
  const sending = useAct()
  const address = view.address ?? ''
  const send = async () => {
    if (await sending.run(account.sendAddressCode)) await reload()
  }
  return (
    <section class="stack narrow">
      <h2>{t('set-up.address-title')}</h2>
      <p>{rich(view.codeSent ? 'set-up.address-sent' : 'set-up.address-why', { address: <b>{address}</b> })}</p>
      {view.codeSent ? (
        <>
          <TypeCode reload={reload} />
          <SendAgain at={view.againAt} busy={sending.busy} onSend={() => void send()} />
          {session.support && <p class="quiet small">{t('set-up.address-no-mail', { support: session.support })}</p>}
        </>
      ) : (
        <p>
          <Button busy={sending.busy} onClick={() => void send()}>
            {t('set-up.address-send')}
          </Button>
        </p>
      )}
      <ErrorNote error={sending.error} />
    </section>
  )
}

function TypeCode({ reload }: { reload: () => Promise<void> }) {
  const [code, setCode] = useState('')
  const checking = useAct()
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  const check = async () => {
    if (await checking.run(() => account.checkAddressCode(code))) await reload()
  }
  return (
    <Form act={checking} onSubmit={check}>
      <CodeField
        digits
        label={t('set-up.address-code')}
        name="code"
        required
        autocomplete="one-time-code"
        value={code}
        inputRef={field}
        error={checking.error && refusalText(checking.error)}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" wide busy={checking.busy}>
        {t('common.continue')}
      </Button>
    </Form>
  )
}

function SendAgain({ at, busy, onSend }: { at: number | undefined; busy: boolean; onSend: () => void }) {
  const ready = useReached(at) || at === undefined
  return (
    <p class="row">
      <Button kind="link" disabled={!ready} busy={busy} onClick={onSend}>
        {t('set-up.address-again')}
      </Button>
      {!ready && at !== undefined && <span class="quiet small">{rich('set-up.address-again-in', { time: <Countdown until={at} /> })}</span>}
    </p>
  )
}
