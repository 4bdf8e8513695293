import type { CaseView } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { rich, t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { wordsFor } from '../requests/case-words.ts'
import { type Agreeing, agreeingOf, approvalsOf, flagsAtDecision } from './agreeing.ts'
import { Flags, FlagsThen } from './Flags.tsx'
import type { Picked } from './picked.ts'

/** What to know before anything else: a dispute, red flags, the second person, the wait. Of a case that is over: what stood then. */
export function CaseNotes({ view, picked }: { view: CaseView; picked: Picked | undefined }) {
  if (view.state !== 'open') {
    return (
      <>
        {view.stops.length > 0 && <Dispute view={view} />}
        <FlagsThen flags={flagsAtDecision(view.history)} />
      </>
    )
  }
  const agreeing = agreeingOf(view, picked)
  // A choice between requests comes first: whose flags they are is not known before.
  const decided = picked !== undefined || view.requests.every((one) => one.state !== 'open')
  return (
    <>
      {(view.disputed || view.stops.length > 0) && <Dispute view={view} />}
      {decided && <Flags flags={agreeing.flags} waits={agreeing.waits} unusual={isUnusual(view, picked)} />}
      {decided && agreeing.twoBecause.length > 0 && !agreeing.waits && <Two view={view} picked={picked} agreeing={agreeing} />}
      {decided && agreeing.waits && (
        <Note kind="warn">
          <p>
            <b>{t('case.waits')}</b>
          </p>
          <p>{t('case.waits-text')}</p>
          <Why reasons={agreeing.twoBecause} />
        </Note>
      )}
    </>
  )
}

function Dispute({ view }: { view: CaseView }) {
  return (
    <Note kind="bad">
      <p>
        <b>{t('case.disputed')}</b>
      </p>
      {view.disputed && <p>{t('case.disputed-text')}</p>}
      <ul class="plain-list">
        {view.stops.map((stop) => (
          <li key={`${stop.channel} ${stop.at}`}>{stopText(stop)}</li>
        ))}
      </ul>
    </Note>
  )
}

function stopText({ channel, at }: CaseView['stops'][number]): ComponentChildren {
  const when = <Time at={at} />
  if (channel === 'email' || channel === 'phone' || channel === 'sms') return rich(`case.stopped-${channel}`, { when })
  return rich('case.stopped-other', { channel, when })
}

/** Something about this answer is marked as unusual, though it is no red flag. */
const isUnusual = (view: CaseView, picked: Picked | undefined): boolean =>
  [...view.evidence, ...(picked?.request?.evidence ?? [])].some((one) => one.tone === 'unusual')

function Two({ view, picked, agreeing }: { view: CaseView; picked: Picked | undefined; agreeing: Agreeing }) {
  const agreed = approvalsOf(view, picked)
  // Red flags say themselves that two are needed.
  if (agreed.length === 0 && agreeing.twoBecause.every((reason) => reason === 'red-flag')) return null
  return (
    <Note kind="warn">
      <p>
        <b>{t('case.two')}</b>
      </p>
      <Why reasons={agreeing.twoBecause} />
      {view.state === 'open' &&
        agreed.map((one) => <p key={one.at}>{rich('case.two-who', { name: one.name, when: <Time at={one.at} /> })}</p>)}
    </Note>
  )
}

/** Red flags stand above in full: they are no line of their own here. */
function Why({ reasons }: { reasons: string[] }) {
  const others = reasons.filter((reason) => reason !== 'red-flag')
  if (others.length === 0) return null
  return (
    <ul class="plain-list">
      {others.map((reason) => (
        <li key={reason}>{wordsFor('case.two', reason)}</li>
      ))}
    </ul>
  )
}
