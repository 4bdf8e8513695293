import type { SignInView } from '@sparekey/protocol/sign-in'
import { rich, t } from '../messages/messages.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { Note } from '../ui/Note.tsx'

/** No request can be sent now: why, and what to do instead (RR-1, RR-6). */
export function NoRequest({ view, cannot }: { view: SignInView; cannot: NonNullable<SignInView['cannot']> }) {
  const login = view.account?.login ?? ''
  const { retryAt } = cannot
  if (cannot.request === 'nobody')
    return (
      <Note kind="warn">
        <p>
          <b>{t('request.nobody')}</b>
        </p>
        <p>{t('request.nobody-kit')}</p>
        <p>{rich('request.nobody-server', { command: <code>{`sparekey recover ${login}`}</code> })}</p>
      </Note>
    )
  return (
    <Note kind="warn">
      <p>
        <b>{t('request.limit')}</b>
      </p>
      <p>{t('request.limit-do')}</p>
      {retryAt !== undefined && <p>{rich('request.limit-until', { time: <Countdown until={retryAt} /> })}</p>}
    </Note>
  )
}
