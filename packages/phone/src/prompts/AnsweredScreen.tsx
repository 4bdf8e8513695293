import type { AnsweredPrompt } from '@sparekey/protocol/phone'
import { t } from '../messages/messages.ts'
import { goHome, openScreen } from '../state/navigation.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'

interface AnsweredProps {
  state: AnsweredPrompt['state']
  open: OpenPrompt
}

/** What came of the answer, and what happens next. */
export function AnsweredScreen({ state, open }: AnsweredProps) {
  const confirmed = state === 'confirmed'
  return (
    <Frame brand={open.prompt.site} actions={<Button onClick={goHome}>{t('app.done')}</Button>}>
      <Heading>{t(`answered.${state}`)}</Heading>
      <p>{t(confirmed && open.prompt.purpose === 'act' ? 'answered.confirmed-act' : `answered.${state}-how`)}</p>
      {confirmed && (
        <Button kind="link" onClick={() => openScreen({ name: 'deny', open, confirmed })}>
          {t('answered.regret')}
        </Button>
      )}
    </Frame>
  )
}
