import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useSession } from '../../shell/session.ts'
import { useFresh } from '../../shell/use-fresh.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { Question } from './Question.tsx'

/** `/account/questions`: "Is this your colleague?", for the manager on record, in their own session (RR-5). */
export function QuestionsPage() {
  const here = useSession()
  const questions = useLoaded(account.managerQuestions)
  const [said, setSaid] = useState<string>()
  useFresh(questions.reload)
  const answered = (text: string) => {
    setSaid(text)
    void questions.reload()
    void here.reload()
  }
  return (
    <Page title={t('questions.title')} lead={t('questions.lead')}>
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      <Ready of={questions}>
        {(view) =>
          view.questions.length === 0 ? (
            <p class="quiet">{t('questions.none')}</p>
          ) : (
            view.questions.map((question) => <Question key={question.id} question={question} onAnswered={answered} />)
          )
        }
      </Ready>
    </Page>
  )
}
