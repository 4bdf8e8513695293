import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Field } from '../../ui/Field.tsx'
import type { ActProps } from './act-words.ts'
import { FormAct } from './FormAct.tsx'

/** "Change contact number": where this person can be called back, set by administrators only (EN-6). */
export function ContactNumberAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [number, setNumber] = useState('')
  const act = useAct()
  const save = async () => {
    const given = number.trim() || null
    if (given === (view.contactNumber ?? null)) return
    const about = given ? t('act.contact-number-about', { name, number: given }) : t('act.contact-number-about-none', { name })
    if (await act.run(() => consoleApi.changeContactNumber(id, given), about)) onDone(t('act.contact-number-done'))
  }
  return (
    <FormAct
      name={t('act.contact-number')}
      text={t('act.contact-number-text', { name })}
      yes={t('act.contact-number-save')}
      act={act}
      onOpen={(again) => {
        if (!again) setNumber(view.contactNumber ?? '')
      }}
      onYes={() => void save()}
    >
      <Field
        label={t('act.contact-number-label')}
        hint={t('act.contact-number-hint')}
        name="contact-number"
        type="tel"
        inputMode="tel"
        maxLength={40}
        autocomplete="off"
        value={number}
        onInput={(event) => setNumber(event.currentTarget.value)}
      />
    </FormAct>
  )
}
