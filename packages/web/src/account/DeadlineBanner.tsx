import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../api/server-time.ts'
import { t } from '../messages/messages.ts'
import { useSession } from '../shell/session.ts'
import { Button } from '../ui/Button.tsx'
import { useNow } from '../ui/use-now.ts'
import { bannerRests, readClosed, rememberClosed } from './deadline.ts'
import { dueText } from './due-text.ts'

/** Until the deadline it asks once a day for two-factor authentication, says the days left, and can be closed (EN-2). */
export function DeadlineBanner() {
  const { session, reload } = useSession()
  const now = useNow(60_000)
  const [closedAt, setClosedAt] = useState(() => readClosed(session.account.id))
  const over = !session.twoFactor && session.dueAt !== undefined && session.dueAt <= now
  // The page was open when the time was up: from here on this session leads to the set-up and nothing else.
  useEffect(() => {
    if (over) void reload()
  }, [over, reload])
  if (session.twoFactor || session.dueAt === undefined || bannerRests(closedAt, now)) return null
  const close = () => {
    const at = serverNow()
    rememberClosed(session.account.id, at)
    setClosedAt(at)
  }
  return (
    <section class="note warn banner" aria-label={t('banner.label')}>
      <div class="stack close">
        <p>
          <b>{dueText(session.dueAt, now)}</b>
        </p>
        <p>{t('banner.why')}</p>
      </div>
      <div class="row">
        <a class="button" href="/account/set-up">
          {t('banner.enable')}
        </a>
        <Button kind="link" onClick={close}>
          {t('banner.later')}
        </Button>
      </div>
    </section>
  )
}
