import type { StillYours as View } from '@sparekey/protocol/readiness'
import { useState } from 'preact/hooks'
import { readyApi } from '../api/readiness.ts'
import { rich, t } from '../messages/messages.ts'
import { useSession } from '../shell/session.ts'
import { useAct } from '../shell/use-act.ts'
import { useLoaded } from '../shell/use-loaded.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Note } from '../ui/Note.tsx'
import { Time } from '../ui/Time.tsx'

type Phone = View['phones'][number]

/** "Is this still your phone?" (TD-5): every 180 days, in a full session, one phone after the other. */
export function StillYours() {
  const { session } = useSession()
  return session.access === 'full' && session.twoFactor ? <Asked /> : null
}

function Asked() {
  const asked = useLoaded(readyApi.stillYours)
  const [kept, setKept] = useState<string>()
  const phone = asked.value?.phones[0]
  return (
    <>
      <div role="status">
        {kept && (
          <Note kind="good">
            <p>{t('still.kept', { name: kept })}</p>
          </Note>
        )}
      </div>
      {phone && (
        <Question
          key={phone.id}
          phone={phone}
          onKept={() => {
            setKept(phone.name)
            void asked.reload()
          }}
          onLater={() => asked.set({ phones: [] })}
        />
      )}
    </>
  )
}

function Question({ phone, onKept, onLater }: { phone: Phone; onKept: () => void; onLater: () => void }) {
  const [no, setNo] = useState(false)
  const act = useAct()
  const yes = async () => {
    if (await act.run(() => readyApi.stillMine(phone.id))) onKept()
  }
  const later = async () => {
    if (await act.run(readyApi.later)) onLater()
  }
  return (
    <section class="note warn banner" aria-label={t('still.title')}>
      <div class="stack close">
        <h2 class="small-heading">{t('still.title')}</h2>
        <p>
          <b>{phone.name}</b> · {phone.system} · {rich('device.added', { when: <Time at={phone.addedAt} /> })}
          {phone.lastUsedAt !== undefined && !phone.unused && <> · {rich('device.used', { when: <Time at={phone.lastUsedAt} /> })}</>}
        </p>
        <p>
          {phone.unused && <b>{t('still.unused')} </b>}
          {no ? t('still.no-do') : t('still.why')}
        </p>
      </div>
      <ErrorNote error={act.error} />
      {no ? (
        <div class="row">
          <a class="button" href={`/account/security/change/${phone.id}`}>
            {t('still.change')}
          </a>
          <a class="button plain" href="/account/security#devices">
            {t('still.remove')}
          </a>
        </div>
      ) : (
        <div class="row">
          <Button busy={act.busy} onClick={() => void yes()}>
            {t('still.yes')}
          </Button>
          <Button kind="plain" onClick={() => setNo(true)}>
            {t('still.no')}
          </Button>
          <Button kind="link" onClick={() => void later()}>
            {t('still.later')}
          </Button>
        </div>
      )}
    </section>
  )
}
