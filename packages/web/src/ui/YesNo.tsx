import { useId } from 'preact/hooks'
import { t } from '../messages/messages.ts'

/** A question with two answers, one of which holds from the start. */
export function YesNo({ question, yes, onAnswer }: { question: string; yes: boolean; onAnswer: (yes: boolean) => void }) {
  const name = useId()
  return (
    <fieldset class="segment">
      <legend>{question}</legend>
      <label>
        <input type="radio" name={name} value="yes" checked={yes} onChange={() => onAnswer(true)} />
        {t('common.yes')}
      </label>
      <label>
        <input type="radio" name={name} value="no" checked={!yes} onChange={() => onAnswer(false)} />
        {t('common.no')}
      </label>
    </fieldset>
  )
}
