import type { LoginEvent } from '@sparekey/protocol/account'
import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { LoginLine } from '../../shell/LoginLine.tsx'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

interface Older {
  events: LoginEvent[]
  more: boolean
}

/** `/account/history`: the account's logins and attempts (AU-1). */
export function HistoryPage() {
  const newest = useLoaded(() => account.history())
  const [older, setOlder] = useState<Older>()
  const reading = useAct()
  const readOlder = async (before: number) => {
    const read = await reading.run(() => account.history(before))
    if (read) setOlder((shown) => ({ events: [...(shown?.events ?? []), ...read.value.events], more: read.value.more }))
  }
  return (
    <Page title={t('shell.history')} lead={t('history.lead')}>
      <Ready of={newest}>
        {(view) => {
          const events = withoutDoubles([...view.events, ...(older?.events ?? [])])
          const oldest = events.at(-1)
          if (!oldest) return <p class="quiet">{t('history.none')}</p>
          return (
            <>
              <ul class="lines">
                {events.map((event) => (
                  <LoginLine key={event.id} event={event} />
                ))}
              </ul>
              <ErrorNote error={reading.error} />
              {(older?.more ?? view.more) ? (
                <p>
                  <Button kind="plain" busy={reading.busy} onClick={() => void readOlder(oldest.at)}>
                    {t('history.older')}
                  </Button>
                </p>
              ) : (
                <p class="quiet small">{t('history.end')}</p>
              )}
            </>
          )
        }}
      </Ready>
    </Page>
  )
}

/** Two events of the same millisecond may stand at the end of one answer and the beginning of the next. */
const withoutDoubles = (events: LoginEvent[]): LoginEvent[] => [...new Map(events.map((event) => [event.id, event])).values()]
