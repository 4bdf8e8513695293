import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Field } from '../../ui/Field.tsx'
import type { ActProps } from './act-words.ts'

/** "Change contact number": where this person can be called back, set by administrators only (EN-6). */
export function ContactNumberAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [asking, setAsking] = useState(false)
  const [number, setNumber] = useState('')
  const act = useAct()
  const save = async () => {
    setAsking(false)
    const given = number.trim() || null
    if (given === (view.contactNumber ?? null)) return
    const about = given ? t('act.contact-number-about', { name, number: given }) : t('act.contact-number-about-none', { name })
    if (await act.run(() => consoleApi.changeContactNumber(id, given), about)) onDone(t('act.contact-number-done'))
  }
  return (
    <>
      <Button
        kind="plain"
        wide
        busy={act.busy}
        onClick={() => {
          // What was refused is corrected, not typed again.
          if (!act.error) setNumber(view.contactNumber ?? '')
          setAsking(true)
        }}
      >
        {t('act.contact-number')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('act.contact-number')}
        text={t('act.contact-number-text', { name })}
        yes={t('act.contact-number-save')}
        onYes={() => void save()}
        onClose={() => setAsking(false)}
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
      </AskOnce>
    </>
  )
}
