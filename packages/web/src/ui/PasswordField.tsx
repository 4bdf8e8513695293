import { useEffect, useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Field, type FieldProps } from './Field.tsx'

type PasswordFieldProps = Omit<FieldProps, 'type' | 'end' | 'autocomplete'> & {
  autocomplete?: 'current-password' | 'new-password'
  /** Each change of it to something else than 0 shows what is in the field. */
  reveal?: number | undefined
}

/** A password, with "Show". Takes pasting and password managers. */
export function PasswordField({ autocomplete = 'current-password', reveal = 0, ...field }: PasswordFieldProps) {
  const [visible, setVisible] = useState(false)
  useEffect(() => {
    if (reveal) setVisible(true)
  }, [reveal])
  return (
    <Field
      {...field}
      type={visible ? 'text' : 'password'}
      autocomplete={autocomplete}
      exact
      end={
        <button
          type="button"
          class="reveal"
          aria-label={visible ? t('common.hide-password-long') : t('common.show-password-long')}
          onClick={() => setVisible(!visible)}
        >
          {visible ? t('common.hide-password') : t('common.show-password')}
        </button>
      }
    />
  )
}
