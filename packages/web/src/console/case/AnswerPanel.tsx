import type { Approved, CaseView } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { rich, t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { mayOnlyDecline, wordsFor } from '../requests/case-words.ts'
import { AccessCode } from './AccessCode.tsx'
import { Decline } from './Decline.tsx'
import { OutcomeNote } from './OutcomeNote.tsx'
import type { Picked } from './picked.ts'
import { ShowAccessCode } from './ShowAccessCode.tsx'
import { Steps } from './Steps.tsx'
import { useFocusKept } from './use-focus-kept.ts'

interface AnswerPanelProps {
  view: CaseView
  picked: Picked | undefined
  hours: 24 | 48
  reload: () => Promise<void>
}

/** The column to act in. What an approval came to stays until the page is left: the code in it is shown once. */
export function AnswerPanel(props: AnswerPanelProps) {
  const { view } = props
  const [outcome, setOutcome] = useState<Approved>()
  const [given, setGiven] = useState(false)
  /** A code that comes is to be handed over, whatever became of the one before. */
  const show = (came: Approved) => {
    setOutcome(came)
    setGiven(false)
  }
  const { request, mine } = props.picked ?? {}
  const heading = useFocusKept(`${request?.id} ${mine?.step} ${view.state} ${outcome?.state} ${given}`)
  const code = given ? undefined : outcome?.code
  return (
    <section class="panel answer stack" aria-label={t('answer.title')}>
      <h2 ref={heading} tabIndex={-1}>
        {t('answer.title')}
      </h2>
      <div role="status">{outcome && <OutcomeNote outcome={outcome} />}</div>
      {outcome && code !== undefined ? (
        <AccessCode code={code} outcome={outcome} kind={view.kind} onGiven={() => setGiven(true)} />
      ) : (
        <Now {...props} told={outcome !== undefined} onApproved={show} />
      )}
    </section>
  )
}

type NowProps = AnswerPanelProps & {
  /** An outcome stands above: what it says is not said again. */
  told: boolean
  onApproved: (outcome: Approved) => void
}

/** What there is to do now, or why there is nothing. */
function Now(props: NowProps) {
  const { view, picked, reload, onApproved, told } = props
  if (view.codeReady) return <ShowAccessCode id={view.id} next={view.suspension?.scope === 'any-browser'} onMade={onApproved} />
  if (view.state === 'waiting') {
    return (
      <>
        {!told && (
          <Say kind="warn" title={t('answer.waiting')}>
            {view.suspension
              ? rich('answer.waiting-text', { when: <Time exact at={view.suspension.startsAt} /> })
              : t('answer.waiting-plain')}
          </Say>
        )}
        {view.mayAnswer && <Decline view={view} picked={undefined} onDone={reload} />}
      </>
    )
  }
  if (view.state !== 'open') return told ? null : <Say title={t('answer.closed')}>{closedText(view)}</Say>
  if (!view.mayAnswer) {
    return (
      <>
        <Say title={t('answer.may-not')}>
          {view.pausedUntil === undefined
            ? wordsFor('answer.may-not', view.whyNot ?? '')
            : rich('answer.paused-until', { when: <Time at={view.pausedUntil} /> })}
        </Say>
        {mayOnlyDecline(view) && picked && <Decline view={view} picked={picked} onDone={reload} />}
      </>
    )
  }
  if (!picked) return <Say title={t('answer.pick')}>{t('answer.pick-text')}</Say>
  return <Answering key={picked.request?.id ?? ''} {...props} picked={picked} />
}

/** How it was closed; of what was approved and is over, how that ended. */
function closedText(view: CaseView): string {
  const ended = view.history.findLast((one) => one.kind === 'ended')
  if (view.state !== 'approved' || !ended) return wordsFor('closed', view.closedReason ?? view.state)
  return t('closed.approved-ended', { reason: wordsFor('closed', String(ended.params.reason)) })
}

function Answering({ view, picked, hours, reload, onApproved, told }: NowProps & { picked: Picked }) {
  const { step, decision } = picked.mine
  const barred = step === 'barred'
  const declineOnly = step === 'decline-only'
  const declined = step === 'done' && decision === 'declined'
  return (
    <>
      {barred && <Say kind="bad" title={t('answer.barred')} children={t('answer.barred-text')} />}
      {declineOnly && <Say kind="bad" title={t('answer.decline-only')} children={t('answer.decline-only-text')} />}
      {declined && <Say title={t('answer.declined')} />}
      {step === 'done' && !declined && !told && <Say kind="good" title={t('answer.agreed')} children={t('answer.agreed-text')} />}
      <Steps view={view} picked={picked} hours={hours} onStep={reload} onApproved={onApproved} />
      {!barred && !declined && <Decline view={view} picked={picked} only={declineOnly} onDone={reload} />}
    </>
  )
}

interface SayProps {
  kind?: 'warn' | 'bad' | 'good'
  title: string
  children?: ComponentChildren
}

const Say = ({ kind, title, children }: SayProps) => (
  <Note kind={kind}>
    <p>
      <b>{title}</b>
    </p>
    {children && <p>{children}</p>}
  </Note>
)
