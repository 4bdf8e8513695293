import type { ManagerQuestions } from '@sparekey/protocol/cases'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Time } from '../../ui/Time.tsx'

interface QuestionProps {
  question: ManagerQuestions['questions'][number]
  onAnswered: (said: string) => void
}

/** One colleague: who asks, what to do before answering, yes or no. */
export function Question({ question: { id, name, asker, at }, onAnswered }: QuestionProps) {
  const answering = useAct()
  const answer = async (agrees: boolean) => {
    const done = await answering.run(() => account.answerManagerQuestion(id, agrees))
    if (done) onAnswered(t(agrees ? 'questions.said-yes' : 'questions.said-no', { name, asker }))
  }
  return (
    <section class="panel stack narrow-panel" aria-label={name}>
      <h2>{t('questions.heading', { name })}</h2>
      <p>{rich('questions.asks', { asker: <b>{asker}</b>, name, when: <Time at={at} /> })}</p>
      <p>{t('questions.before', { name })}</p>
      <div class="row">
        <Button busy={answering.busy} onClick={() => void answer(true)}>
          {t('questions.yes')}
        </Button>
        <Button kind="bad" busy={answering.busy} onClick={() => void answer(false)}>
          {t('questions.no')}
        </Button>
      </div>
      <ErrorNote error={answering.error} />
    </section>
  )
}
