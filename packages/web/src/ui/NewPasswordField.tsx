import { useRef, useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import type { FieldProps } from './Field.tsx'
import { PasswordField } from './PasswordField.tsx'
import { newPassphrase } from './passphrase.ts'

type NewPasswordFieldProps = Omit<FieldProps, 'label' | 'type' | 'end' | 'below' | 'autocomplete' | 'hint'> & {
  label?: string
  /** The least number of characters that is accepted. */
  min: number
}

/** A password to be set, with its one rule and "Suggest one" (EN-3). The server decides; nothing is refused here. */
export function NewPasswordField({ label, min, inputRef, ...field }: NewPasswordFieldProps) {
  const own = useRef<HTMLInputElement>(null)
  const input = inputRef ?? own
  const [suggestions, setSuggestions] = useState(0)
  const suggest = (): void => {
    if (!input.current) return
    input.current.value = newPassphrase()
    input.current.dispatchEvent(new Event('input', { bubbles: true }))
    setSuggestions(suggestions + 1)
    input.current.focus()
  }
  return (
    <PasswordField
      {...field}
      inputRef={input}
      label={label ?? t('common.new-password')}
      autocomplete="new-password"
      reveal={suggestions}
      hint={t('common.password-rule', { min })}
      below={
        <>
          <div class="row">
            <Button kind="link" onClick={suggest}>
              {t('common.suggest')}
            </Button>
            {suggestions > 0 && <CopyButton text={() => input.current?.value ?? ''} />}
          </div>
          <p class="quiet small" role="status">
            {suggestions > 0 && t('common.suggested')}
          </p>
        </>
      }
    />
  )
}
