import { t } from '../messages/messages.ts'
import { goHome } from '../state/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'

/** A prompt that can no longer be answered: why, and how to go on. */
export function OverView({ why }: { why: 'ended' | 'wrong' | 'gone' }) {
  const [title, text] = {
    ended: ['over.title', 'over.why'] as const,
    wrong: ['over.wrong-title', 'over.wrong-why'] as const,
    gone: ['over.gone-title', 'over.gone-why'] as const,
  }[why]
  return (
    <Frame actions={<Button onClick={goHome}>{t('app.done')}</Button>}>
      <Heading>{t(title)}</Heading>
      <p>{t(text)}</p>
    </Frame>
  )
}
