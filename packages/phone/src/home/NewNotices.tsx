import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { newNotices } from '../notices/new-notices.ts'
import { noticeText } from '../notices/notice-text.ts'
import { openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import { standingOf } from '../state/standing.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { ForwardIcon } from '../ui/icons.tsx'
import { Note } from '../ui/Note.tsx'
import { Row, Rows } from '../ui/Row.tsx'

const useNews = (account: StoredAccount) => newNotices(useObservable(phone), account.device)
const look = () => openScreen({ name: 'notices' })

/** A new notice that "Stop this" answers is said at once: somebody may be on their way into the account (RR-3). */
export function UrgentNotice({ account }: { account: StoredAccount }) {
  const urgent = useNews(account).find((notice) => notice.canStop)
  const standing = standingOf(account, serverNow())
  // Paused by it: that is what home says already, with the way to the notices.
  if (!urgent || standing === 'paused' || standing === 'lost') return null
  return (
    <Note kind="warn" title={noticeText(urgent)}>
      <p>{t('home.urgent')}</p>
      <Button kind="plain" onClick={look}>
        {t('home.urgent-look')}
      </Button>
    </Note>
  )
}

/** How many notices of this account were not looked at yet. */
export function NewNotices({ account }: { account: StoredAccount }) {
  const count = useNews(account).length
  if (count === 0) return null
  return (
    <Rows>
      <li>
        <Row onClick={look} end={<ForwardIcon />}>
          {t('home.new-notices', { count })}
        </Row>
      </li>
    </Rows>
  )
}
