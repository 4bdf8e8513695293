import type { SignInView } from '@sparekey/protocol/sign-in'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { SetPassword } from '../ui/SetPassword.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import type { ScreenProps } from './screen-props.ts'

/** The new password of a marked one: after the confirmation, before the session exists (SI-15). */
export function ChangePasswordScreen({ view, watched }: ScreenProps & { view: SignInView }) {
  const send = async (password: string) => {
    const answer = await signInApi.changePassword(password)
    if (answer.ok) watched.put(answer.value)
    else if (answer.status !== 422) await watched.reload()
    return answer
  }
  return (
    <>
      <div class="stack close">
        <StepHeading focus={false} title={t('change.title')}>
          {t('change.title')}
        </StepHeading>
        <p class="quiet">{t('change.why')}</p>
      </div>
      <SetPassword login={view.account?.login} min={view.passwordMin ?? 15} button={t('change.button')} send={send} />
    </>
  )
}
