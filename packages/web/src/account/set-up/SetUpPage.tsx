import type { SetUpView } from '@sparekey/protocol/account'
import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useSession } from '../../shell/session.ts'
import { type Loaded, useLoaded } from '../../shell/use-loaded.ts'
import { StepHeading } from '../../ui/StepHeading.tsx'
import { Pairing } from '../pairing/Pairing.tsx'
import { OldPhones } from '../suspension/OldPhones.tsx'
import { WhatWorks } from '../suspension/WhatWorks.tsx'
import { AddressStep } from './AddressStep.tsx'
import { Blocked } from './Blocked.tsx'
import { CodesStep } from './CodesStep.tsx'
import { FinishStep } from './FinishStep.tsx'
import { NumberStep } from './NumberStep.tsx'
import { Progress } from './Progress.tsx'
import { progressOf } from './progress.ts'

/** `/account/set-up`: two-factor authentication, step by step. The service knows the step, so that leaving and coming back,
 * and every refresh, go on where it stands (TD-1). */
export function SetUpPage() {
  const setUp = useLoaded(account.setUp)
  const asked = useRef({ address: false, number: false })
  const first = useRef<SetUpView['step'] | undefined>(undefined)
  return (
    <Ready of={setUp}>
      {(view) => {
        first.current ??= view.step
        if (view.step === 'address') asked.current.address = true
        if (view.step === 'number' || view.number) asked.current.number = true
        if (view.step === 'blocked') return <Blocked />
        if (view.step === 'done') return <Done />
        return (
          <Around>
            <Progress steps={progressOf(view.step, { ...asked.current, codes: view.codes })} />
            <Step setUp={setUp} view={view} stepped={view.step !== first.current} />
          </Around>
        )
      }}
    </Ready>
  )
}

/** The page around the steps. In a suspended session it is the first page after recovery: "Trusted devices", with "Change" open (RR-10). */
function Around({ children }: { children: ComponentChildren }) {
  const { session } = useSession()
  const heading = useId()
  if (!session.suspension)
    return (
      <Page title={t('set-up.title')} lead={t('set-up.resume')}>
        {children}
      </Page>
    )
  return (
    <Page title={t('devices.title')} lead={t('suspension.change-lead')}>
      <OldPhones />
      <section class="section stack" aria-labelledby={heading}>
        <h2 id={heading}>{t('devices.change')}</h2>
        <p>
          {t('suspension.change-ends')} {t('set-up.resume')}
        </p>
        {children}
      </section>
      <WhatWorks />
    </Page>
  )
}

/** `stepped`: another step was shown here before, so that the heading of this one takes the focus. */
function Step({ setUp, view, stepped }: { setUp: Loaded<SetUpView>; view: SetUpView; stepped: boolean }) {
  if (view.step === 'address') return <AddressStep view={view} reload={setUp.reload} />
  if (view.step === 'number') return <NumberStep view={view} reload={setUp.reload} />
  if (view.step === 'codes') return <CodesStep view={view} reload={setUp.reload} />
  if (view.step === 'finish') return <FinishStep view={view} stepped={stepped} reload={setUp.reload} />
  return (
    <section class="stack">
      <StepHeading level={2} focus={stepped}>
        {t('pairing.title')}
      </StepHeading>
      <Pairing localhost={view.localhost} onPaired={() => void setUp.reload()} />
    </section>
  )
}

function Done() {
  return (
    <Page title={t('set-up.done-title')} lead={t('set-up.done-text')}>
      <p>
        <a class="button" href="/account/security">
          {t('set-up.to-security')}
        </a>
      </p>
    </Page>
  )
}
