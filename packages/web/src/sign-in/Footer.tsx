import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import type { ScreenProps } from './screen-props.ts'
import type { Screen } from './state.ts'

/** Whose sign-in this is, with the way out of it; before the password, who can help. */
export function Footer({ screen, watched, happen }: ScreenProps & { screen: Screen }) {
  if (!('view' in screen)) return null
  const { account, support } = screen.view
  if (screen.name === 'password' || screen.name === 'forgotten') return support ? <span>{t('sign-in.help', { support })}</span> : null
  if (!account || screen.name === 'over') return null
  // A request is taken back by "Withdraw", and its end has its own way on.
  if (screen.name === 'wait') return <span>{t('sign-in.as', { login: account.login })}</span>
  const leave = async (): Promise<void> => {
    happen('started-over')
    await signInApi.leave()
    await watched.reload()
  }
  return (
    <>
      <span>{t('sign-in.as', { login: account.login })}</span>
      <span aria-hidden="true">·</span>
      <Button kind="link" onClick={() => void leave()}>
        {t('sign-in.not-you')}
      </Button>
    </>
  )
}
