import { useState } from 'preact/hooks'
import { goTo } from '../api/go.ts'
import { linksApi } from '../api/links.ts'
import { t } from '../messages/messages.ts'
import { SetPassword } from '../ui/SetPassword.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { DoneScreen } from './DoneScreen.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { dropLink } from './link-token.ts'

/** Links that set a password: an invitation goes on to the set-up, a reset to the sign-in (EN-3: it signs nobody in). */
export function PasswordScreen({ purpose, link, view, onGone }: LinkScreenProps & { purpose: 'invitation' | 'reset' }) {
  const [done, setDone] = useState<string>()
  const send = async (password: string) => {
    const answer = await linksApi.setPassword(purpose, { token: link.token, password })
    if (answer.ok) {
      dropLink()
      if (purpose === 'invitation') goTo(answer.value.to)
      else setDone(answer.value.to)
    } else if (answer.refusal.code === 'link_over') onGone(answer.refusal)
    return answer
  }
  if (done !== undefined) return <DoneScreen title={t('reset.done')} text={t('reset.done-do')} to={done} />
  const site = view.siteName
  const { name = '', login = '' } = view.account ?? {}
  const title = purpose === 'invitation' ? t('invitation.title', { name }) : t('reset.title')
  return (
    <>
      <div class="stack close">
        <StepHeading focus={false} title={`${title} · ${site}`}>
          {title}
        </StepHeading>
        <p class="quiet">{purpose === 'invitation' ? t('invitation.do', { site, login }) : t('reset.do', { login })}</p>
      </div>
      <SetPassword login={login} min={view.passwordMin} button={t(`${purpose}.button`)} send={send} />
    </>
  )
}
