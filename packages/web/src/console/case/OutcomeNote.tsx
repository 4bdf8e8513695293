import type { Approved } from '@sparekey/protocol/cases'
import { rich, t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'

/** What the approval came to: in force, waiting for a second person, or waiting for its time. */
export function OutcomeNote({ outcome }: { outcome: Approved }) {
  const { state, startsAt, code } = outcome
  return (
    <Note kind={state === 'in-force' ? 'good' : 'warn'}>
      <p>
        <b>{t(`outcome.${state}`)}</b>
      </p>
      {state === 'in-force' && code === undefined && (
        <p>{startsAt === undefined ? t('outcome.in-force-text') : rich('outcome.in-force-from', { when: <Time exact at={startsAt} /> })}</p>
      )}
      {state === 'needs-second' && <p>{t('outcome.needs-second-text')}</p>}
      {state === 'waits' && startsAt !== undefined && <p>{rich('outcome.waits-text', { when: <Time exact at={startsAt} /> })}</p>}
    </Note>
  )
}
