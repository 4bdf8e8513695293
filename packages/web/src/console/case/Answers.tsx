import type { CaseView } from '@sparekey/protocol/recovery'
import { isKey, type Key, t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { Time } from '../../ui/Time.tsx'

type Answer = CaseView['answers'][number]

/** Who answered what, how they made contact, and what they noted. */
export function Answers({ view }: { view: CaseView }) {
  return (
    <Section title={t('case.answers')}>
      {view.answers.length === 0 ? (
        <p class="quiet">{t('case.answers-none')}</p>
      ) : (
        <ul class="lines">
          {view.answers.map((one) => (
            <AnswerLine
              key={`${one.name} ${one.at}`}
              answer={one}
              request={view.requests.find((request) => request.id === one.request)?.agent}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

function AnswerLine({ answer, request }: { answer: Answer; request: string | undefined }) {
  const key = `case.decision-${answer.decision}`
  const decision = isKey(key) ? t(key as Key & 'case.decision-approved') : answer.decision
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p>
          <b>{answer.name}</b> {decision}
        </p>
        <p class="quiet small">{[request, answer.contact && contactText(answer.contact)].filter(Boolean).join(' · ')}</p>
        {answer.note && <p class="message">{t('case.message-quoted', { message: answer.note })}</p>}
      </div>
      <p class="quiet small line-end">
        <Time at={answer.at} />
      </p>
    </li>
  )
}

/** The kind of contact by its name, or what the service wrote about it. */
function contactText(contact: string): string {
  const key = `contact.${contact}`
  return isKey(key) ? t(key as Key & 'contact.in-person') : contact
}
