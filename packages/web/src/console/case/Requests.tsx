import type { CaseRequest, CaseView } from '@sparekey/protocol/cases'
import { t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { Button } from '../../ui/Button.tsx'
import { mayOnlyDecline } from '../requests/case-words.ts'
import { noRequest, openRequests, type Picked } from './picked.ts'
import { RequestCard } from './RequestCard.tsx'

interface RequestsProps {
  view: CaseView
  picked: Picked | undefined
  onPick: (request: string) => void
}

/** All requests of the account side by side (RR-1): open ones first, and where there is a choice, which one is answered. */
export function Requests({ view, picked, onPick }: RequestsProps) {
  const open = openRequests(view)
  const closed = view.requests.filter((one) => one.state !== 'open')
  const choice =
    (view.mayAnswer || mayOnlyDecline(view)) && view.state === 'open' && (open.length > 1 || (open.length === 1 && view.mine !== undefined))
  const isPicked = (one: CaseRequest) => picked?.request?.id === one.id
  return (
    <Section title={t('case.requests', { count: open.length || view.requests.length })}>
      {open.length > 1 && <p>{t('case.requests-text')}</p>}
      {open.length > 0 && (
        <div class="requests">
          {open.map((one) => (
            <RequestCard key={one.id} request={one} picked={choice && isPicked(one)}>
              {choice && !(isPicked(one) && open.length === 1) && <Pick picked={isPicked(one)} of={one} onPick={onPick} />}
            </RequestCard>
          ))}
        </div>
      )}
      {choice && view.mine && <None count={open.length} picked={picked !== undefined && picked.request === undefined} onPick={onPick} />}
      {closed.length > 0 && <Closed requests={closed} folded={open.length > 0} />}
    </Section>
  )
}

/** What is over steps back while something is open. */
function Closed({ requests, folded }: { requests: CaseRequest[]; folded: boolean }) {
  const cards = (
    <div class="requests">
      {requests.map((one) => (
        <RequestCard key={one.id} request={one} picked={false} />
      ))}
    </div>
  )
  if (!folded) return cards
  return (
    <details class="stack">
      <summary>{t('case.earlier', { count: requests.length })}</summary>
      {cards}
    </details>
  )
}

function Pick({ picked, of, onPick }: { picked: boolean; of: CaseRequest; onPick: (request: string) => void }) {
  if (picked) return <p class="quiet small">{t('case.picked')}</p>
  return (
    <p>
      <Button kind="plain" onClick={() => onPick(of.id)}>
        {t('case.pick')}
      </Button>
    </p>
  )
}

interface NoneProps {
  /** How many requests are open. */
  count: number
  picked: boolean
  onPick: (request: string) => void
}

/** RR-7: a stranger's request does not stand in the way of the owner who came in person. Beside a single one it is rare, and folded. */
function None({ count, picked, onPick }: NoneProps) {
  const title = t('case.none-of-these', { count })
  const what = (
    <>
      <p class="quiet">{t('case.none-of-these-text', { count })}</p>
      {picked ? (
        <p class="quiet small">{t('case.picked')}</p>
      ) : (
        <p>
          <Button kind="plain" onClick={() => onPick(noRequest)}>
            {t('case.none-of-these-do')}
          </Button>
        </p>
      )}
    </>
  )
  if (count === 1 && !picked) {
    return (
      <details class="stack">
        <summary>{title}</summary>
        {what}
      </details>
    )
  }
  return (
    <div class={`request stack${picked ? ' picked' : ''}`}>
      <h3>{title}</h3>
      {what}
    </div>
  )
}
