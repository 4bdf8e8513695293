import type { SignInView } from '@sparekey/protocol/sign-in'
import { goTo } from '../api/go.ts'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { SayScreen } from './SayScreen.tsx'
import type { ScreenProps } from './screen-props.ts'

/** How a sign-in ended, and the next step. */
export function OverScreen({ why, watched, happen }: ScreenProps & { view: SignInView; why: NonNullable<SignInView['over']> }) {
  if (why === 'finished') {
    return (
      <SayScreen title={t('over.finished')} text={t('over.finished-do')}>
        <Button wide onClick={() => goTo('/account')}>
          {t('over.finished-go')}
        </Button>
      </SayScreen>
    )
  }
  const again = async (): Promise<void> => {
    happen('started-over')
    if (why === 'password-marked') happen('chose-forgotten')
    await signInApi.leave()
    await watched.reload()
  }
  const reason = why === 'left' ? 'ended' : why
  return (
    <SayScreen title={t(`over.${reason}`)} text={t(`over.${reason}-do`)}>
      {why === 'not-me' && <p>{t('over.not-me-you')}</p>}
      <Button wide onClick={() => void again()}>
        {why === 'password-marked' ? t('over.reset') : t('over.again')}
      </Button>
    </SayScreen>
  )
}
