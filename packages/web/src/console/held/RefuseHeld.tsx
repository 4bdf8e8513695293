import type { HeldThing } from '@sparekey/protocol/held'
import { useRef, useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { heldName } from '../../shell/held-words.ts'
import { useAct } from '../../shell/use-act.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { TextArea } from '../../ui/TextArea.tsx'

interface RefuseHeldProps {
  open: boolean
  thing: HeldThing
  name: string
  onRefused: () => void
  onClose: () => void
}

/** “Refuse”, with a reason: one is enough to end it (AU-4). */
export function RefuseHeld({ open, thing, name, onRefused, onClose }: RefuseHeldProps) {
  const reason = useRef<HTMLTextAreaElement>(null)
  const [missing, setMissing] = useState(false)
  const refusing = useAct()
  const refuse = async () => {
    const text = reason.current?.value.trim() ?? ''
    if (text.length < 3) {
      setMissing(true)
      reason.current?.focus()
      return
    }
    if (!(await refusing.run(() => consoleApi.refuseHeld(thing.id, text)))) return
    onClose()
    onRefused()
  }
  return (
    <AskOnce
      open={open}
      title={t('held.refuse-title', { thing: heldName(thing), name })}
      text={t('held.refuse-text')}
      yes={t('held.refuse')}
      bad
      onYes={() => void refuse()}
      onClose={onClose}
    >
      <TextArea
        label={t('held.refuse-reason')}
        name="reason"
        maxLength={300}
        inputRef={reason}
        error={missing ? t('held.refuse-missing') : undefined}
        onInput={() => setMissing(false)}
      />
      <ErrorNote error={refusing.error} />
    </AskOnce>
  )
}
