import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { replaceScreen } from '../state/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { readPairingCode } from './pair.ts'

const form = 'pairing-code'

/** The pairing code, typed by hand. */
export function TypeCodeScreen() {
  const [typed, type] = useState('')
  const [error, setError] = useState<string>()
  const go = (event: Event) => {
    event.preventDefault()
    const code = readPairingCode(typed)
    if (code) replaceScreen({ name: 'pair', secret: { code } })
    else setError(t('type.short'))
  }
  return (
    <Frame
      back
      actions={
        <Button type="submit" form={form}>
          {t('type.continue')}
        </Button>
      }
    >
      <Heading quiet>{t('type.title')}</Heading>
      <form id={form} onSubmit={go} noValidate>
        <Field
          code
          first
          label={t('type.label')}
          hint={t('type.hint')}
          value={typed}
          onValue={(value) => {
            type(value)
            setError(undefined)
          }}
          error={error}
          autocapitalize="characters"
          autocomplete="off"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="go"
          placeholder="XXXX-XXXX-XXXX"
          name="pairing-code"
        />
      </form>
    </Frame>
  )
}
