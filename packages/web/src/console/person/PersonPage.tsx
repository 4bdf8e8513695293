import type { PersonView } from '@sparekey/protocol/console'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { serverNow } from '../../api/server-time.ts'
import { rich, t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { useNews } from '../live.ts'
import { StateTag } from '../people/StateTag.tsx'
import { PersonActs } from './PersonActs.tsx'
import { PersonDevices } from './PersonDevices.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { PersonHeld } from './PersonHeld.tsx'
import { PersonHistory } from './PersonHistory.tsx'
import { PersonRules } from './PersonRules.tsx'

/** `/console/people/:id`: what there is to know about an account, left; what can be done, right. */
export function PersonPage({ id }: { id: string }) {
  const person = useLoaded(() => consoleApi.person(id), id)
  const [said, setSaid] = useState('')
  useNews(person.reload)
  const done = (text: string) => {
    setSaid(text)
    void person.reload()
  }
  return (
    <Ready of={person}>
      {(view) => (
        <Page title={view.name} lead={`${view.login} · ${t(`role.${view.role}`)}`} tags={<Tags view={view} />}>
          <div role="status">{said && <Note kind="good">{said}</Note>}</div>
          <div class="case">
            <div class="stack far">
              <Warnings view={view} />
              <PersonFacts view={view} />
              <PersonRules rules={view.rules} />
              <PersonHeld id={view.id} />
              <PersonDevices view={view} onDone={done} />
              <PersonHistory events={view.history} />
              <p>
                <a href={`/console/record?person=${view.id}`}>{t('person.record')}</a>
              </p>
            </div>
            <PersonActs view={view} onDone={done} />
          </div>
        </Page>
      )}
    </Ready>
  )
}

function Tags({ view }: { view: PersonView }) {
  return (
    <>
      {view.self && <Tag>{t('person.you')}</Tag>}
      <StateTag state={view.state} />
    </>
  )
}

/** Somebody waits for an answer; opening it comes before anything else here (RR-7). */
function OpenCase({ id }: { id: string }) {
  return (
    <Note kind="warn">
      <p class="row spread">
        <b>{t('person.open-case')}</b>
        <a class="button plain" href={`/console/requests/${id}`}>
          {t('person.open-case-do')}
        </a>
      </p>
    </Note>
  )
}

function Suspended({ suspension }: { suspension: NonNullable<PersonView['suspension']> }) {
  const until = <Time exact at={suspension.endsAt} />
  if (suspension.startsAt > serverNow()) {
    return (
      <Note kind="warn">
        <p>{rich('person.suspended-later', { from: <Time exact at={suspension.startsAt} />, until })}</p>
      </Note>
    )
  }
  return (
    <Note kind="warn">
      <p>
        <b>{t('person.suspended')}</b> {rich(`person.suspended-${suspension.scope}`, { when: until })}
      </p>
    </Note>
  )
}

function Warnings({ view }: { view: PersonView }) {
  return (
    <>
      {view.openCase && <OpenCase id={view.openCase} />}
      {view.suspension && <Suspended suspension={view.suspension} />}
      {view.passwordMarked && (
        <Note kind="bad">
          <p>
            <b>{t('person.marked')}</b> {t('person.marked-text')}
          </p>
        </Note>
      )}
      {view.typedOff.length > 0 && (
        <Note kind="warn">
          <p>
            <b>{t('person.typed-off')}</b> {t('person.typed-off-text')}
          </p>
        </Note>
      )}
    </>
  )
}
