import type { CaseView } from '@sparekey/protocol/recovery'
import type { ComponentChildren } from 'preact'
import { isKey, type Key, rich, t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { isOpen, wordsFor } from '../requests/case-words.ts'
import { sentenceOf } from './EvidenceList.tsx'
import type { Evidence } from './evidence-topics.ts'
import type { Picked } from './picked.ts'

/** What to know before anything else: what does not fit, a dispute, the second person, the wait. */
export function CaseNotes({ view, picked }: { view: CaseView; picked: Picked | undefined }) {
  if (!isOpen(view)) return view.stops.length > 0 ? <Dispute view={view} /> : null
  return (
    <>
      {(view.disputed || view.stops.length > 0) && <Dispute view={view} />}
      <Unusual evidence={[...(picked?.request?.evidence ?? []), ...view.evidence]} />
      {view.twoBecause.length > 0 && !view.waits && <Two view={view} />}
      {view.waits && view.state === 'open' && (
        <Note kind="warn">
          <p>
            <b>{t('case.waits')}</b>
          </p>
          <p>{t('case.waits-text')}</p>
          <Why reasons={view.twoBecause} />
        </Note>
      )}
    </>
  )
}

/** The evidence that does not fit, said at the top: it decides more than all that does. */
function Unusual({ evidence }: { evidence: Evidence[] }) {
  const unusual = evidence.filter((one) => one.tone === 'unusual')
  if (unusual.length === 0) return null
  return (
    <Note kind="warn">
      <p>
        <b>{t('case.unusual', { count: unusual.length })}</b>
      </p>
      <ul class="plain-list">
        {unusual.map((one) => (
          <li key={`${one.key} ${JSON.stringify(one.params)}`}>
            {isKey(`evidence-alone.${one.key}`) ? t(`evidence-alone.${one.key}` as Key & 'evidence-alone.browser-new') : sentenceOf(one)}
          </li>
        ))}
      </ul>
      <p>{t('case.unusual-text')}</p>
    </Note>
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

function Two({ view }: { view: CaseView }) {
  const agreed = view.answers.filter((one) => one.decision === 'approved')
  return (
    <Note kind="warn">
      <p>
        <b>{t('case.two')}</b>
      </p>
      <Why reasons={view.twoBecause} />
      {view.state === 'open' &&
        agreed.map((one) => <p key={one.at}>{rich('case.two-who', { name: one.name, when: <Time at={one.at} /> })}</p>)}
    </Note>
  )
}

const Why = ({ reasons }: { reasons: string[] }) => (
  <ul class="plain-list">
    {reasons.map((reason) => (
      <li key={reason}>{wordsFor('case.two', reason)}</li>
    ))}
  </ul>
)
