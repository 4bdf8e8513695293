import type { AtRisk } from '@sparekey/protocol/readiness'
import { useState } from 'preact/hooks'
import { readinessApi } from '../../api/readiness.ts'
import { rich, t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Time } from '../../ui/Time.tsx'

type Person = AtRisk['people'][number]

/** What an administrator can do for somebody who would be locked out: mostly, ask them. */
export function RiskDo({ person, onAsked }: { person: Person; onAsked: (name: string) => void }) {
  return (
    <span class="stack tight">
      {person.self ? (
        <a href="/account/ready">{t('risk.do-self')}</a>
      ) : person.mayAsk ? (
        <Ask person={person} onAsked={onAsked} />
      ) : (
        person.askedAt !== undefined && <span class="quiet">{rich('risk.asked', { when: <Time at={person.askedAt} /> })}</span>
      )}
      {person.codes === 'off' && <a href={`/console/people/${person.id}`}>{t('risk.do-allow')}</a>}
      {person.left !== 'approver' && <span class="small quiet">{t('risk.do-nobody')}</span>}
    </span>
  )
}

function Ask({ person, onAsked }: { person: Person; onAsked: (name: string) => void }) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const ask = async () => {
    setAsking(false)
    if (await act.run(() => readinessApi.ask(person.id))) onAsked(person.name)
  }
  return (
    <>
      <span>
        <Button kind="plain" busy={act.busy} onClick={() => setAsking(true)}>
          {t('risk.ask')}
          <span class="unseen">: {person.name}</span>
        </Button>
      </span>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('risk.ask-title', { name: person.name })}
        text={t('risk.ask-text')}
        yes={t('risk.ask')}
        onYes={() => void ask()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
