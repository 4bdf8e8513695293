import type { AnsweredPrompt } from '@sparekey/protocol/phone'
import { t } from '../messages/messages.ts'
import { goHome, openScreen } from '../state/navigation.ts'
import type { OpenPrompt } from '../state/screen.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'

interface AnsweredProps {
  state: AnsweredPrompt['state']
  open: OpenPrompt
  /** It had been confirmed before. */
  confirmed: boolean
}

function whatNow({ state, open, confirmed }: AnsweredProps): string {
  const act = open.prompt.purpose === 'act'
  if (state === 'confirmed' && open.prompt.act === 'use-old-phone') return t('answered.confirmed-old-phone')
  if (state === 'confirmed' && act) return t('answered.confirmed-act')
  if (state === 'denied' && (act || confirmed)) return t('answered.denied-how-session')
  return t(`answered.${state}-how`)
}

/** What came of the answer, and what happens next. */
export function AnsweredScreen(props: AnsweredProps) {
  const { state, open } = props
  return (
    <Frame brand={open.prompt.site} actions={<Button onClick={goHome}>{t('app.done')}</Button>}>
      <Heading>{t(`answered.${state}`)}</Heading>
      <p>{whatNow(props)}</p>
      {state === 'confirmed' && (
        <Button kind="link" onClick={() => openScreen({ name: 'deny', open, confirmed: true })}>
          {t('answered.regret')}
        </Button>
      )}
    </Frame>
  )
}
