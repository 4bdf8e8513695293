import { t } from '../../messages/messages.ts'
import { useSession } from '../../shell/session.ts'

/** Somebody who answers a request asks this person about a colleague (RR-5). */
export function QuestionsBanner() {
  const { session } = useSession()
  const count = session.managerQuestions ?? 0
  // Who has one factor answers for nobody (SI-16).
  if (count === 0 || session.access !== 'full') return null
  return (
    <section class="note warn banner" aria-label={t('questions.label')}>
      <p>
        <b>{t('questions.waiting', { count })}</b>
      </p>
      <p>
        <a class="button" href="/account/questions">
          {t('questions.answer')}
        </a>
      </p>
    </section>
  )
}
