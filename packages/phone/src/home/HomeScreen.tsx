import { useState } from 'preact/hooks'
import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { NotificationsOffer } from '../notifications/NotificationsOffer.tsx'
import { PairingUnderWay } from '../pairing/PairingUnderWay.tsx'
import { ConfirmedPrompts } from '../prompts/ConfirmedPrompts.tsx'
import { WaitingPrompts } from '../prompts/WaitingPrompts.tsx'
import { waitingPrompts } from '../prompts/waiting.ts'
import { openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { accountName, currentAccount, phone, viewOf } from '../state/phone.ts'
import { standingOf } from '../state/standing.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { Note } from '../ui/Note.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ClockWarning } from '../verification-code/ClockWarning.tsx'
import { AccountState } from './AccountState.tsx'
import { Menu } from './Menu.tsx'
import { NewNotices, UrgentNotice } from './NewNotices.tsx'
import { Offline } from './Offline.tsx'

/** What waits; and where nothing does, that nothing does. */
export function HomeScreen() {
  const state = useObservable(phone)
  const [menu, showMenu] = useState(false)
  const account = currentAccount(state)
  if (!account) return null
  const view = viewOf(state, account.device)
  const waiting = waitingPrompts(state, serverNow())
  const quiet = waiting.length === 0 && standingOf(account, serverNow()) === 'trusted' && view.looked && view.reached
  return (
    <Frame
      list
      brand={account.siteName}
      corner={
        <button type="button" class="button corner" onClick={() => showMenu(true)}>
          {t('menu.title')}
        </button>
      }
      actions={
        <Button kind="plain" onClick={() => openScreen({ name: 'scan' })}>
          {t('home.scan')}
        </Button>
      }
    >
      {menu && <Menu onClose={() => showMenu(false)} />}
      <div>
        <p class="who">{accountName(account)}</p>
        <p class="quiet">{account.login}</p>
      </div>
      {!view.reached && <Offline account={account} />}
      <ClockWarning />
      <AccountState account={account} />
      <UrgentNotice account={account} />
      {state.keyless.map((gone) => (
        <Note key={gone.device} kind="warn">
          <p>{t('home.keyless', { name: accountName(gone) })}</p>
        </Note>
      ))}
      {waiting.length > 0 && <WaitingPrompts waiting={waiting} />}
      {!view.looked && <Waiting>{t('home.looking')}</Waiting>}
      {quiet && (
        <div class="stack tight">
          <Heading>{t('home.quiet')}</Heading>
          <p class="quiet">{t('home.quiet-how')}</p>
        </div>
      )}
      <PairingUnderWay />
      <ConfirmedPrompts />
      <NewNotices account={account} />
      {account.state !== 'removed' && view.looked && view.reached && <NotificationsOffer />}
    </Frame>
  )
}
