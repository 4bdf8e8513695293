import { normaliseDigits } from '@sparekey/protocol/crockford'
import { useState } from 'preact/hooks'
import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { goHome, openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { Note } from '../ui/Note.tsx'
import { leadOf } from './act-facts.ts'
import { Elsewhere } from './Elsewhere.tsx'
import { PromptFacts } from './PromptFacts.tsx'
import { useAnswer } from './use-answer.ts'
import { useLeavingWhenOver, useStillWaiting } from './use-still-waiting.ts'
import { waitingPrompts } from './waiting.ts'

const form = 'prompt'

function Others({ prompt }: { prompt: string }) {
  const others = waitingPrompts(useObservable(phone), serverNow()).filter((one) => one.prompt.id !== prompt)
  if (others.length === 0) return null
  return (
    <Button kind="link" onClick={goHome}>
      {t('prompt.other-waiting', { count: others.length })}
    </Button>
  )
}

/** One prompt (SI-4): who, what, with what, where, when; the number; "Confirm" and "Deny". A tap alone never approves: the
 * number on the login page comes first, typed or scanned. */
export function PromptScreen({ open }: { open: OpenPrompt }) {
  const { prompt, scanned } = open
  const [typed, type] = useState('')
  const { answer, busy, error, setError } = useAnswer(open)
  const waiting = useStillWaiting(open)
  useLeavingWhenOver(open, waiting || busy)

  const scanHere = () => openScreen({ name: 'scan', prompt: open })
  const confirm = (event: Event) => {
    event.preventDefault()
    const code = scanned ?? normaliseDigits(typed, prompt.digits)
    if (code) void answer('confirm', code)
    else setError(t('prompt.number-short', { count: prompt.digits }))
  }
  const typing = !scanned && !prompt.scanOnly
  const lead = leadOf(prompt)
  return (
    <Frame
      brand={prompt.site}
      back
      onBack={goHome}
      actions={
        <div class="duo">
          {typing || scanned ? (
            <Button type="submit" form={form} busy={busy}>
              {t('prompt.confirm')}
            </Button>
          ) : (
            <Button onClick={scanHere}>{t('prompt.only-scan')}</Button>
          )}
          <Button kind="bad" onClick={() => openScreen({ name: 'deny', open, confirmed: false })}>
            {t('prompt.deny')}
          </Button>
        </div>
      }
    >
      <Heading quiet={typing} title={`${lead} ${prompt.accountName}`}>
        <span class="quiet before">{lead}</span> <span class="who">{prompt.accountName}</span>{' '}
        <span class="quiet after">{prompt.login}</span>
      </Heading>
      <PromptFacts prompt={prompt} />
      <Elsewhere prompt={prompt} />
      <form id={form} class="stack tight" onSubmit={confirm} noValidate>
        {scanned && <Note kind="good">{t('prompt.scanned')}</Note>}
        {typing && (
          <>
            <Field
              code
              first
              label={t('prompt.number')}
              value={typed}
              onValue={type}
              error={error}
              inputMode="numeric"
              autocomplete="off"
              enterkeyhint="done"
              name="match-code"
            />
            <p class="small quiet">{t('prompt.only-if')}</p>
            <Button kind="link" onClick={scanHere}>
              {t('prompt.scan')}
            </Button>
          </>
        )}
        {!typing && error && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        {!typing && !scanned && <Note kind="warn">{t('prompt.only-scan-why')}</Note>}
      </form>
      <Others prompt={prompt.id} />
    </Frame>
  )
}
