import { useState } from 'preact/hooks'
import { policyApi } from '../../api/policy.ts'
import { serverNow } from '../../api/server-time.ts'
import { language, t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Field } from '../../ui/Field.tsx'
import { dayOf, endOfDay } from '../policy/draft.ts'
import type { ActProps } from './act-words.ts'
import { FormAct } from './FormAct.tsx'

const day = 86_400_000
/** The last day that can be chosen ends within 30 days from now (EN-2). */
const days = 29

/** "Extend deadline": more time for one member to set up two-factor authentication, with a reason (EN-2). */
export function DeadlineAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const act = useAct()
  const first = dayOf(String(Math.max(serverNow(), view.dueAt ?? 0) + day))
  const last = dayOf(String(serverNow() + days * day))
  const save = async () => {
    const end = endOfDay(until)
    if (end === undefined) return
    const when = new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(end)
    if (await act.run(() => policyApi.extendDeadline(id, end, reason.trim()), t('act.deadline-about', { name, when })))
      onDone(t('act.deadline-done'))
  }
  return (
    <FormAct
      name={t('act.deadline')}
      text={t('act.deadline-text', { name })}
      yes={t('act.deadline-save')}
      act={act}
      onOpen={(again) => {
        if (!again) setUntil(first > last ? '' : first)
      }}
      onYes={() => void save()}
    >
      <Field
        label={t('act.deadline-until')}
        hint={t('act.deadline-hint')}
        name="until"
        type="date"
        required
        min={first}
        max={last}
        value={until}
        onInput={(event) => setUntil(event.currentTarget.value)}
      />
      <Field
        label={t('act.deadline-reason')}
        hint={t('act.deadline-reason-hint', { name })}
        name="reason"
        required
        minLength={3}
        maxLength={300}
        autocomplete="off"
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
    </FormAct>
  )
}
