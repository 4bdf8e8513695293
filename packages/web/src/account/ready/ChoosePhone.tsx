import { useId } from 'preact/hooks'
import { t } from '../../messages/messages.ts'

interface ChoosePhoneProps {
  phones: { id: string; name: string }[]
  /** The id of one, or `all`. */
  chosen: string
  onChoose: (phone: string) => void
}

/** Which phone is gone, or all of them. */
export function ChoosePhone({ phones, chosen, onChoose }: ChoosePhoneProps) {
  const name = useId()
  const choices = [...phones, { id: 'all', name: t('ready.all') }]
  return (
    <fieldset class="choices">
      <legend>{t('ready.which')}</legend>
      {choices.map((one) => (
        <label key={one.id}>
          <input type="radio" name={name} checked={chosen === one.id} onChange={() => onChoose(one.id)} />
          <span>{one.name}</span>
        </label>
      ))}
    </fieldset>
  )
}
