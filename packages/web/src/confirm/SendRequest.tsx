import type { RefusalBody } from '@sparekey/protocol/errors'
import { useRef, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import type { PanelProps } from './panel-props.ts'

/** Characters of a message, as the service takes them (RR-1). */
const longest = 500

/** "Send request", with what helps the administrator who answers (RR-1). */
export function SendRequest({ onView, reload }: PanelProps) {
  const message = useRef<HTMLTextAreaElement>(null)
  const shared = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const send = async (): Promise<void> => {
    setBusy(true)
    const answer = await signInApi.sendRequest({
      message: (message.current?.value ?? '').trim().slice(0, longest),
      shared: shared.current?.checked ?? false,
    })
    setBusy(false)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (answer.ok) onView(answer.value)
    // Perhaps a limit was reached, or another tab has sent one: the page then says so.
    else await reload()
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <TextArea
        label={`${t('request.message')} ${t('common.optional')}`}
        hint={t('request.message-hint')}
        name="message"
        maxLength={longest}
        inputRef={message}
      />
      <Check label={t('request.shared')} hint={t('request.shared-hint')} name="shared" inputRef={shared} />
      <ErrorNote error={refused} />
      <Button type="submit" wide busy={busy}>
        {t('request.send')}
      </Button>
    </form>
  )
}
