import type { CaseRequest } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { serverNow } from '../../api/server-time.ts'
import { rich, t } from '../../messages/messages.ts'
import { placeName } from '../../shell/place.ts'
import { clockTime } from '../../ui/clock-time.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { requestTag } from '../requests/case-words.ts'
import { EvidenceList, topicFacts } from './EvidenceList.tsx'
import { byTopic } from './evidence-topics.ts'

interface RequestCardProps {
  request: CaseRequest
  /** There is a choice, and this one is the choice. */
  picked: boolean
  /** What chooses it, where there is a choice. */
  children?: ComponentChildren
}

/** One request: evidence first, what they wrote last. The message is a claim (RR-4). */
export function RequestCard({ request, picked, children }: RequestCardProps) {
  const heading = useId()
  return (
    <section class={`request stack${picked ? ' picked' : ''}`} aria-labelledby={heading}>
      <div class="row">
        <h3 id={heading}>{request.agent}</h3>
        {request.state !== 'open' && <Tag kind={requestTag[request.state]}>{t(`request-state.${request.state}`)}</Tag>}
        {request.disputed && <Tag kind="bad">{t('case.disputed')}</Tag>}
      </div>
      <Facts facts={factsOf(request)} />
      {children}
    </section>
  )
}

function factsOf(request: CaseRequest): [string, ComponentChildren][] {
  const past = request.state !== 'open'
  const told = byTopic(request.evidence)
  const browser = told.find(([topic]) => topic === 'browser')
  const rest = told.filter(([topic]) => topic !== 'browser')
  return [
    [t('case.sent'), asked(request)],
    [
      t('case.browser'),
      browser ? <EvidenceList key="browser" sentences={browser[1]} past={past} /> : <Known key="known" known={request.knownBrowser} />,
    ],
    [t('case.from'), [placeName(request.place), request.ip].filter(Boolean).join(' · ')],
    ...topicFacts(rest, past),
    [t('case.message'), message(request.message)],
    ...(request.state === 'open'
      ? ([[t('case.until'), <Time key="until" at={request.expiresAt} />]] as [string, ComponentChildren][])
      : []),
  ]
}

/** When they asked, by the clock too: the person says a time of day (RR-5), and two requests are told apart by it. */
function asked({ state, sentAt }: CaseRequest): ComponentChildren {
  if (state !== 'open') return <Time exact at={sentAt} />
  return rich('case.when', { said: <Time at={sentAt} />, exact: clockTime(sentAt, serverNow()) })
}

const Known = ({ known }: { known: boolean }) => <Tag kind={known ? 'good' : 'bad'}>{t(known ? 'case.known' : 'case.new')}</Tag>

function message(text: string): ComponentChildren {
  if (text.trim() === '') return <span class="quiet">{t('case.message-none')}</span>
  return <span class="message">{t('case.message-quoted', { message: text })}</span>
}
