import type { PhonePrompt } from '@sparekey/protocol/phone'
import { t } from '../messages/messages.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { Frame, Heading } from '../ui/Frame.tsx'
import { ForwardIcon } from '../ui/icons.tsx'
import { Row, Rows } from '../ui/Row.tsx'
import { OverView } from './OverView.tsx'
import { PromptFacts } from './PromptFacts.tsx'
import { useAnswer } from './use-answer.ts'
import { useStillWaiting } from './use-still-waiting.ts'

interface DenyProps {
  open: OpenPrompt
  /** It was confirmed already: only "It wasn't me" is left, and ends the session. */
  confirmed: boolean
}

function consequences(prompt: PhonePrompt, confirmed: boolean): string {
  return t(confirmed || prompt.purpose === 'act' ? 'deny.not-me-how-session' : 'deny.not-me-how')
}

/** "Deny" asks what happened: the two answers do very different things (SI-5). */
export function DenyScreen({ open, confirmed }: DenyProps) {
  const { answer, busy, error } = useAnswer(open, confirmed)
  const waiting = useStillWaiting(open)
  if (!waiting && !busy && !confirmed) return <OverView why="ended" />
  const choices = (
    <Rows>
      <li>
        <Row bad onClick={() => void answer('not-me')} hint={consequences(open.prompt, confirmed)} end={<ForwardIcon />}>
          {t('deny.not-me')}
        </Row>
      </li>
      {!confirmed && (
        <li>
          <Row onClick={() => void answer('mistake')} hint={t('deny.mistake-how')} end={<ForwardIcon />}>
            {t('deny.mistake')}
          </Row>
        </li>
      )}
    </Rows>
  )
  return (
    <Frame brand={open.prompt.site} back actions={choices}>
      <Heading>{t(confirmed ? 'deny.title-confirmed' : 'deny.title')}</Heading>
      <PromptFacts who prompt={open.prompt} />
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
    </Frame>
  )
}
