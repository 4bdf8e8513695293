import { useState } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { ContactForm } from './ContactForm.tsx'
import type { StepProps } from './step-props.ts'

/** Step 1, and the wait for the manager on record, who confirms in their own session (RR-5). */
export function ContactStep(props: StepProps) {
  const pending = props.picked.mine.managerPending
  const [otherWay, setOtherWay] = useState(false)
  if (!pending || otherWay) return <ContactForm {...props} />
  return (
    <>
      <p class="row fixed" role="status">
        <span class="pulse" />
        {t('answer.manager-pending', { name: pending.name })}
      </p>
      <p>
        <Button kind="link" onClick={() => setOtherWay(true)}>
          {t('answer.manager-other')}
        </Button>
      </p>
    </>
  )
}
