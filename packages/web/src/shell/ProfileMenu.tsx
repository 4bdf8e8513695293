import { useRef, useState } from 'preact/hooks'
import { account } from '../api/account.ts'
import { t } from '../messages/messages.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { initialsOf } from './initials.ts'
import { useSession } from './session.ts'
import { useAct } from './use-act.ts'
import './profile.css'

/** The profile picture, and behind it the way to everything that is the person's own (TD-1). */
export function ProfileMenu() {
  const { session } = useSession()
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const leaving = useAct()
  const leave = async (how: typeof account.logOut) => {
    if (await leaving.run(how)) location.assign('/login')
  }
  const close = () => menu.current?.hidePopover()
  const answers = session.account.role !== 'member' && session.access === 'full'
  return (
    <div class="profile">
      <button type="button" class="picture" popovertarget="profile-menu" aria-expanded={open}>
        <span aria-hidden="true">{initialsOf(session.account.name)}</span>
        <span class="unseen">{t('shell.profile', { name: session.account.name })}</span>
      </button>
      <div id="profile-menu" ref={menu} popover="auto" class="profile-menu" onToggle={(event) => setOpen(event.newState === 'open')}>
        <p class="profile-name">
          <b>{session.account.name}</b>
          <span class="quiet small">{session.account.login}</span>
        </p>
        <nav aria-label={session.account.name}>
          <a href="/account" onClick={close}>
            {t('shell.account')}
          </a>
          <a href="/account/security" onClick={close}>
            {t('shell.security')}
          </a>
          {answers && (
            <a href="/console" onClick={close}>
              {t('shell.console')}
            </a>
          )}
        </nav>
        <div class="profile-leave">
          <button type="button" onClick={() => void leave(account.logOut)}>
            {t('shell.log-out')}
          </button>
          {session.access !== 'set-up' && (
            <button type="button" onClick={() => void leave(account.logOutEverywhere)}>
              {t('shell.log-out-everywhere')}
            </button>
          )}
        </div>
        <ErrorNote error={leaving.error} />
      </div>
    </div>
  )
}
