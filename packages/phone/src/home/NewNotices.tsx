import { t } from '../messages/messages.ts'
import { newNotices } from '../notices/new-notices.ts'
import { openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { ForwardIcon } from '../ui/icons.tsx'
import { Row, Rows } from '../ui/Row.tsx'

/** How many notices of this account were not looked at yet. */
export function NewNotices({ account }: { account: StoredAccount }) {
  const count = newNotices(useObservable(phone), account.device).length
  if (count === 0) return null
  return (
    <Rows>
      <li>
        <Row onClick={() => openScreen({ name: 'notices' })} end={<ForwardIcon />}>
          {t('home.new-notices', { count })}
        </Row>
      </li>
    </Rows>
  )
}
