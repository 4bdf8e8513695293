import type { Approved } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { AccountStep } from './AccountStep.tsx'
import { CallerCodeStep } from './CallerCodeStep.tsx'
import { ContactStep } from './ContactStep.tsx'
import { DecideStep } from './DecideStep.tsx'
import type { StepProps } from './step-props.ts'
import { type Step, type StepName, stepsOf } from './steps.ts'

interface StepsProps extends StepProps {
  hours: 24 | 48
  onApproved: (outcome: Approved) => void
}

/** The steps of an answer, of which one is open (RR-5). Opening the next takes the focus there. */
export function Steps(props: StepsProps) {
  const { mine, request } = props.picked
  return (
    <ol class="steps">
      {stepsOf(mine, request !== undefined).map((step) => (
        <OneStep key={step.name} step={step} summary={step.name === 'contact' && mine.contact && contactSummary(mine.contact)}>
          {step.state === 'now' && content(step.name, props)}
        </OneStep>
      ))}
    </ol>
  )
}

function content(name: StepName, { onApproved, hours, ...props }: StepsProps): ComponentChildren {
  switch (name) {
    case 'contact':
      return <ContactStep {...props} />
    case 'account':
      return <AccountStep {...props} />
    case 'caller-code':
      return <CallerCodeStep {...props} />
    case 'decide':
      return <DecideStep {...props} hours={hours} onApproved={onApproved} />
  }
}

const contactSummary = ({ kind, detail }: NonNullable<StepProps['picked']['mine']['contact']>): string =>
  [t(`contact.${kind}`), detail].filter(Boolean).join(': ')

function OneStep({ step, summary, children }: { step: Step; summary: string | false | undefined; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(step.state)
  useEffect(() => {
    // On the first showing the page's own start is right; later a step that opens is where to go on.
    if (before.current === 'later' && step.state === 'now') heading.current?.focus()
    before.current = step.state
  }, [step.state])
  return (
    <li class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
      <div class="stack">
        <h3 ref={heading} tabIndex={-1}>
          {t(`answer.${step.name}`)}
          {step.state === 'done' && <span class="unseen"> {t('answer.step-done')}</span>}
        </h3>
        {step.state === 'done' && summary && <p class="quiet small">{summary}</p>}
        {children}
      </div>
    </li>
  )
}
