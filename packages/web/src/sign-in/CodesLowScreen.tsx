import type { SignInView } from '@sparekey/protocol/sign-in'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { SayScreen } from './SayScreen.tsx'
import type { ScreenProps } from './screen-props.ts'

/** After a recovery code: how many are left, where that is few (RC-4). */
export function CodesLowScreen({ left, happen }: ScreenProps & { view: SignInView; left: number }) {
  return (
    <SayScreen title={left > 0 ? t('low.title', { count: left }) : t('low.none')} text={t('low.do')}>
      <Button wide onClick={() => happen('heard')}>
        {t('common.continue')}
      </Button>
    </SayScreen>
  )
}
