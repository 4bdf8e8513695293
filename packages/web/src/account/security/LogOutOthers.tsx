import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import type { Answer } from '../../api/request.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

/** Ends every session but this one; says how many there were. */
async function endOthers(): Promise<Answer<number>> {
  const sessions = await account.sessions()
  if (!sessions.ok) return sessions
  const others = sessions.value.sessions.filter((session) => !session.current)
  for (const other of others) {
    const ended = await account.endSession(other.id)
    // One that has ended meanwhile is what was wanted.
    if (!ended.ok && ended.refusal.code !== 'not_found') return ended
  }
  return { ok: true, value: others.length }
}

/** After a change to phones or codes: the offer to log out the other sessions (TD-4). */
export function LogOutOthers() {
  const act = useAct()
  const [ended, setEnded] = useState<number>()
  if (ended !== undefined) return <p>{ended > 0 ? t('offer.done', { count: ended }) : t('offer.none')}</p>
  return (
    <>
      <p>{t('offer.text')}</p>
      <p>
        <Button
          kind="plain"
          busy={act.busy}
          onClick={() =>
            void act.run(endOthers).then((done) => {
              if (done) setEnded(done.value)
            })
          }
        >
          {t('offer.log-out-others')}
        </Button>
      </p>
      <ErrorNote error={act.error} />
    </>
  )
}
