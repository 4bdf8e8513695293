import type { SentNumberCode } from '@sparekey/protocol/account'
import { useCallback, useRef, useState } from 'preact/hooks'
import type { Answer } from '../../api/request.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { CheckNumber } from './CheckNumber.tsx'

/** How a number is set: in the set-up, or on the security page. */
export interface NumberCalls {
  send: (number: string) => Promise<Answer<SentNumberCode>>
  check: (code: string) => Promise<Answer<unknown>>
  /** The code that is on its way, as it stands: a refresh goes on with it, and a failed delivery is seen (SM-4). */
  look: () => Promise<SentNumberCode | undefined>
}

interface NumberFormProps extends NumberCalls {
  /** What the fresh confirmation is about, where one is asked for. */
  about?: (number: string) => string
  /** A code that was sent before this page was loaded. */
  pending: SentNumberCode | undefined
  onDone: () => void
  /** The way out, with its word. */
  leave: { word: string; busy?: boolean; onClick: () => void }
}

/** A number is typed, a code goes to it, the code is typed: then it counts (SM-3). */
export function NumberForm({ send, check, look, about, pending, onDone, leave }: NumberFormProps) {
  const [number, setNumber] = useState('')
  const [sent, setSent] = useState(pending)
  const sending = useAct()
  const given = number.trim()
  const reader = useRef(look)
  reader.current = look
  const lookAgain = useCallback(async () => {
    const read = await reader.current()
    if (read) setSent((shown) => shown && read)
  }, [])
  const sendCode = async () => {
    const answer = await sending.run(() => send(given), about?.(given))
    if (answer) setSent(answer.value)
  }
  if (sent)
    return (
      <CheckNumber
        sent={sent}
        check={check}
        sending={sending}
        onSendAgain={given ? () => void sendCode() : undefined}
        onLook={lookAgain}
        onOther={() => {
          sending.clear()
          setSent(undefined)
        }}
        onDone={onDone}
      />
    )
  return (
    <Form act={sending} class="stack narrow" onSubmit={sendCode}>
      <Field
        label={t('number.label')}
        name="number"
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        hint={t('number.hint')}
        required
        minLength={4}
        maxLength={40}
        autofocus
        value={number}
        error={sending.error && refusalText(sending.error)}
        onInput={(event) => setNumber(event.currentTarget.value)}
      />
      <p class="quiet small">{t('number.weak')}</p>
      <div class="row">
        <Button type="submit" busy={sending.busy}>
          {t('number.send')}
        </Button>
        <Button kind="link" busy={leave.busy} onClick={leave.onClick}>
          {leave.word}
        </Button>
      </div>
    </Form>
  )
}
