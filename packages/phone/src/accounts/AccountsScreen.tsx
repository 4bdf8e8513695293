import { useState } from 'preact/hooks'
import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { newNotices } from '../notices/new-notices.ts'
import { goHome, openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { accountName, chooseAccount, currentAccount, phone } from '../state/phone.ts'
import { standingOf } from '../state/standing.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { CheckIcon, MoreIcon } from '../ui/icons.tsx'
import { Row, Rows } from '../ui/Row.tsx'
import { AccountSheet } from './AccountSheet.tsx'

interface LineProps {
  account: StoredAccount
  chosen: boolean
  /** Notices that nobody looked at yet. */
  fresh: number
  onMore: () => void
}

function Line({ account, chosen, fresh, onMore }: LineProps) {
  const id = `name-${account.device}`
  const choose = async () => {
    await chooseAccount(account.device)
    goHome()
  }
  const standing = standingOf(account, serverNow())
  const state = standing === 'trusted' ? '' : t(`device.${standing}`)
  return (
    <li class="with-more">
      <Row
        current={chosen}
        onClick={() => void choose()}
        hint={[account.login, account.siteName, state, fresh && t('home.new-notices', { count: fresh })].filter(Boolean).join(' · ')}
        end={chosen ? <CheckIcon /> : undefined}
      >
        <span id={id}>{accountName(account)}</span>
        {chosen && <span class="visually-hidden"> {t('accounts.chosen')}</span>}
      </Row>
      <button type="button" class="icon-button" aria-label={t('accounts.more')} aria-describedby={id} onClick={onMore}>
        <MoreIcon />
      </button>
    </li>
  )
}

/** "Menu" > "Change account": the accounts on this phone, and what can be done with each (TD-6). */
export function AccountsScreen() {
  const state = useObservable(phone)
  const [device, open] = useState<string>()
  const chosen = currentAccount(state)
  const sheet = state.accounts.find((one) => one.device === device)
  return (
    <Frame
      back
      list
      actions={
        <Button kind="plain" onClick={() => openScreen({ name: 'set-up' })}>
          {t('accounts.add')}
        </Button>
      }
    >
      <Heading>{t('accounts.title')}</Heading>
      <Rows>
        {state.accounts.map((account) => (
          <Line
            key={account.device}
            account={account}
            chosen={account === chosen}
            fresh={newNotices(state, account.device).length}
            onMore={() => open(account.device)}
          />
        ))}
      </Rows>
      {state.accounts.length > 1 && <p class="quiet small">{t('accounts.how')}</p>}
      {sheet && <AccountSheet account={sheet} onClose={() => open(undefined)} />}
    </Frame>
  )
}
