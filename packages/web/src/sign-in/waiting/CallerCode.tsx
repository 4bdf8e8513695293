import { useEffect } from 'preact/hooks'
import { serverNow } from '../../api/server-time.ts'
import { spelled } from '../../confirm/panel.ts'
import { rich, t } from '../../messages/messages.ts'
import { Countdown } from '../../ui/Countdown.tsx'

interface CallerCodeProps {
  /** Six characters. */
  code: string
  changesAt: number
  reload: () => Promise<void>
}

/** The caller code, to be read out to the administrator who calls (RR-2). No event tells that a minute is over: the page looks then. */
export function CallerCode({ code, changesAt, reload }: CallerCodeProps) {
  useEffect(() => {
    const timer = setTimeout(() => void reload(), Math.max(changesAt - serverNow(), 0) + 100)
    return () => clearTimeout(timer)
  }, [changesAt, reload])
  return (
    <section class="match" aria-label={t('caller.title')}>
      <p class="small quiet">{t('caller.do')}</p>
      <p class="caller-code">
        <span class="unseen">{t('caller.read', { code: spelled(code) })}</span>
        <span aria-hidden="true">
          <span>{code.slice(0, 3)}</span> <span>{code.slice(3)}</span>
        </span>
      </p>
      <p class="small">
        {t('caller.warn')} <span class="quiet">{rich('caller.changes', { time: <Countdown until={changesAt} /> })}</span>
      </p>
    </section>
  )
}
