import type { SentNumberCode } from '@sparekey/protocol/account'
import { useState } from 'preact/hooks'
import type { Answer } from '../../api/request.ts'
import { rich, t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { type Act, useAct } from '../../shell/use-act.ts'
import { useFresh } from '../../shell/use-fresh.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeField } from '../../ui/CodeField.tsx'
import { Countdown } from '../../ui/Countdown.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { useReached } from '../../ui/use-now.ts'

interface CheckNumberProps {
  sent: SentNumberCode
  check: (code: string) => Promise<Answer<unknown>>
  /** The sending, for "Send again". */
  sending: Act
  /** Absent where the number is not known here any more, after a refresh: it is entered again then. */
  onSendAgain: (() => void) | undefined
  onLook: () => Promise<void>
  onOther: () => void
  onDone: () => void
}

/** The code that went to the new number (SM-3). */
export function CheckNumber({ sent, check, sending, onSendAgain, onLook, onOther, onDone }: CheckNumberProps) {
  const [code, setCode] = useState('')
  const checking = useAct()
  const ready = useReached(sent.againAt)
  useFresh(onLook)
  const submit = async () => {
    if (await checking.run(() => check(code.trim()))) onDone()
  }
  return (
    <Form act={checking} class="stack narrow" onSubmit={submit}>
      <div role="status">
        {sent.failed ? (
          <Note kind="bad">{t('number.failed', { digits: sent.lastTwo })}</Note>
        ) : (
          <p>{t('number.sent', { digits: sent.lastTwo })}</p>
        )}
      </div>
      <CodeField
        digits
        label={t('number.code')}
        name="code"
        required
        maxLength={40}
        autocomplete="one-time-code"
        autofocus
        value={code}
        error={checking.error && refusalText(checking.error)}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" wide busy={checking.busy}>
        {t('common.continue')}
      </Button>
      <div class="row spread">
        {onSendAgain && (
          <span class="row">
            <Button kind="link" aria-disabled={!ready || undefined} busy={sending.busy} onClick={() => ready && onSendAgain()}>
              {t('number.again')}
            </Button>
            {!ready && <span class="quiet small">{rich('number.again-in', { time: <Countdown until={sent.againAt} /> })}</span>}
          </span>
        )}
        <Button kind="link" onClick={onOther}>
          {t('number.other')}
        </Button>
      </div>
      <ErrorNote error={sending.error} />
    </Form>
  )
}
