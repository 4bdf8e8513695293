import type { ReadyView } from '@sparekey/protocol/readiness'
import { useState } from 'preact/hooks'
import { readyApi } from '../../api/readiness.ts'
import { rich, t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { usePlace } from '../../shell/router.ts'
import { Section } from '../../shell/Section.tsx'
import { useSession } from '../../shell/session.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { YesNo } from '../../ui/YesNo.tsx'
import { AccessNote } from '../AccessNote.tsx'
import { AskedList } from './AskedList.tsx'
import { ChoosePhone } from './ChoosePhone.tsx'
import { WayLine } from './WayLine.tsx'

/** `/account/ready?phone=`: "What if I lose this phone today?" (RR-12). */
export function ReadyPage() {
  const { session } = useSession()
  const full = session.access === 'full'
  return (
    <Page title={t('ready.title')} lead={t('ready.lead')}>
      {full ? <Rehearsed /> : <AccessNote />}
    </Page>
  )
}

function Rehearsed() {
  const asked = usePlace().query.get('phone') ?? 'all'
  const [phone, setPhone] = useState(/^dev_[\w-]{1,36}$/.test(asked) ? asked : 'all')
  const [numberInIt, setNumberInIt] = useState(true)
  const ready = useLoaded(() => readyApi.ready(phone, numberInIt), `${phone} ${numberInIt}`)
  return (
    <Ready of={ready}>
      {(view) => (
        <>
          {(view.phones.length > 1 || view.number) && (
            <div class="stack">
              {view.phones.length > 1 && <ChoosePhone phones={view.phones} chosen={view.chosen} onChoose={setPhone} />}
              {view.number && <YesNo question={t('ready.number-in-it')} yes={view.numberInIt} onAnswer={setNumberInIt} />}
            </div>
          )}
          <Verdict view={view} />
          <Section title={t('ready.ways')}>
            <ul class="lines">
              {view.ways.map((way) => (
                <WayLine key={way.kind} way={way} />
              ))}
            </ul>
          </Section>
          {view.asked.length > 0 && <AskedList asked={view.asked} />}
          <Practise view={view} />
        </>
      )}
    </Ready>
  )
}

const kinds = { ready: 'good', thin: 'warn', people: 'warn', 'locked-out': 'bad' } as const

/** What to do about it: not new codes where the rules do not allow any (EN-1). */
function Verdict({ view: { verdict, ways } }: { view: ReadyView }) {
  const noCodes = ways.some((way) => way.kind === 'recovery-code' && way.why === 'not-allowed')
  const advice = noCodes ? t(`ready.verdict-${verdict}-do-no-codes`) : t(`ready.verdict-${verdict}-do`)
  return (
    <div role="status">
      <Note kind={kinds[verdict]}>
        <p>
          <b>{t(`ready.verdict-${verdict}`)}</b> {advice}
        </p>
      </Note>
    </div>
  )
}

function Practise({ view }: { view: ReadyView }) {
  return (
    <Section title={t('ready.practise')}>
      <p>
        {t('ready.practise-text')}{' '}
        <span class="quiet">
          {view.practisedAt === undefined ? t('ready.never-practised') : rich('ready.practised', { when: <Time at={view.practisedAt} /> })}
        </span>
      </p>
      <p>
        <a class={view.practisedAt === undefined ? 'button' : 'button plain'} href="/account/practise">
          {t('ready.practise')}
        </a>
      </p>
    </Section>
  )
}
