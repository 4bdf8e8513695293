import { useEffect } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Countdown } from '../../ui/Countdown.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { exactTime } from '../../ui/Time.tsx'
import { useReached } from '../../ui/use-now.ts'

/** The banner of a suspended session: the time left, the way to a new phone, and back to the old one where that is only at home (RR-9).
 * `setUp`: the page below is the set-up already. */
export function SuspensionBanner({ setUp }: { setUp: boolean }) {
  const here = useSession()
  const returning = useAct()
  const { suspension } = here.session
  const over = useReached(suspension?.endsAt)
  useEffect(() => {
    // The session has ended with it: asking leads to the sign-in.
    if (over) void here.reload()
  }, [over, here.reload])
  if (!suspension) return null
  const useOldPhone = async () => {
    const used = await returning.run(account.useOldPhone, t('about.use-old-phone'))
    if (used) location.assign(used.value.to)
  }
  return (
    <section class="note warn banner" aria-label={t('suspension.label')}>
      <div class="stack close">
        <p>
          <b>{rich('suspension.left', { time: <Countdown until={suspension.endsAt} /> })}</b>
        </p>
        <p>{t('suspension.until', { time: exactTime(suspension.endsAt) })}</p>
      </div>
      {(!setUp || suspension.oldPhone) && (
        <div class="row">
          {!setUp && (
            <a class="button" href="/account/set-up">
              {t('suspension.enable')}
            </a>
          )}
          {suspension.oldPhone && (
            <Button kind="plain" busy={returning.busy} onClick={() => void useOldPhone()}>
              {t('suspension.old-phone')}
            </Button>
          )}
        </div>
      )}
      {suspension.oldPhone && <p class="small">{t('suspension.old-phone-why')}</p>}
      <ErrorNote error={returning.error} />
    </section>
  )
}
