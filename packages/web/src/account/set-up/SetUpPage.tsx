import type { SetUpView } from '@sparekey/protocol/account'
import { useRef } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { type Loaded, useLoaded } from '../../shell/use-loaded.ts'
import { StepHeading } from '../../ui/StepHeading.tsx'
import { Pairing } from '../pairing/Pairing.tsx'
import { AddressStep } from './AddressStep.tsx'
import { Blocked } from './Blocked.tsx'
import { CodesStep } from './CodesStep.tsx'
import { Progress } from './Progress.tsx'
import { progressOf } from './progress.ts'

/** `/account/set-up`: two-factor authentication, step by step. The service knows the step, so that leaving and coming back,
 * and every refresh, go on where it stands (TD-1). */
export function SetUpPage() {
  const setUp = useLoaded(account.setUp)
  const askedAddress = useRef(false)
  return (
    <Ready of={setUp}>
      {(view) => {
        if (view.step === 'address') askedAddress.current = true
        if (view.step === 'blocked') return <Blocked />
        if (view.step === 'done') return <Done />
        return (
          <Page title={t('set-up.title')} lead={t('set-up.resume')}>
            <Progress steps={progressOf(view.step, askedAddress.current)} />
            <Step setUp={setUp} view={view} stepped={askedAddress.current} />
          </Page>
        )
      }}
    </Ready>
  )
}

/** `stepped`: another step was shown here before, so that the heading of this one takes the focus. */
function Step({ setUp, view, stepped }: { setUp: Loaded<SetUpView>; view: SetUpView; stepped: boolean }) {
  if (view.step === 'address') return <AddressStep view={view} reload={setUp.reload} />
  if (view.step === 'codes') return <CodesStep view={view} />
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
