import { t } from '../../messages/messages.ts'
import type { ProgressStep } from './progress.ts'

/** The steps of the set-up; the one that is shown now is marked. */
export function Progress({ steps }: { steps: ProgressStep[] }) {
  return (
    <ol class="progress" aria-label={t('set-up.progress')}>
      {steps.map((step) => (
        <li key={step.name} class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span>
            {t(`set-up.step-${step.name}`)}
            {step.state === 'done' && <span class="unseen"> ({t('set-up.step-done')})</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
