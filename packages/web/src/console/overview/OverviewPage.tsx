import type { Overview } from '@sparekey/protocol/console'
import type { Readiness } from '@sparekey/protocol/readiness'
import { consoleApi } from '../../api/console.ts'
import { readinessApi } from '../../api/readiness.ts'
import { isKey, type Key, t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useSession } from '../../shell/session.ts'
import { useFresh } from '../../shell/use-fresh.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { ReadinessNotes } from '../readiness/ReadinessNotes.tsx'
import { GoLive } from './GoLive.tsx'
import { SmsBudget } from './SmsBudget.tsx'
import { Task } from './Task.tsx'

/** `/console`: how many people there are, and the first steps with their live status. */
export function OverviewPage() {
  const overview = useLoaded(consoleApi.overview)
  // Once for each visit: it is asked of everybody, and nothing of it waits for this page.
  const readiness = useLoaded(readinessApi.summary)
  useFresh(overview.reload)
  return (
    <Page title={t('console.overview')}>
      <Ready of={overview}>
        {(view) => (
          <>
            <Waiting />
            <SmsBudget />
            <Counts people={view.people} readiness={readiness.value} />
            <Section title={t('overview.first')}>
              <ol class="tasks">
                <Task done={view.checklist.invited} title={t('overview.invite')} text={t('overview.invite-text')}>
                  <a class={view.checklist.invited ? 'button plain' : 'button'} href="/console/invite">
                    {t('overview.invite')}
                  </a>
                </Task>
                <Task done={view.checklist.practised} title={t('overview.practise')} text={t('overview.practise-text')}>
                  <a class={view.checklist.practised ? 'button plain' : 'button'} href="/account/practise">
                    {t('overview.practise-do')}
                  </a>
                </Task>
                <Task done={view.checklist.https && view.checklist.mail} title={t('overview.live')} text={t('overview.live-text')}>
                  <GoLive checklist={view.checklist} />
                </Task>
              </ol>
            </Section>
            {readiness.value && <ReadinessNotes notes={readiness.value.notes} />}
            <Missing codes={view.missing} />
          </>
        )}
      </Ready>
    </Page>
  )
}

/** Somebody waits: that comes before any first step. */
function Waiting() {
  const { session } = useSession()
  const open = session.openCases ?? 0
  if (open === 0) return null
  return (
    <Note kind="warn">
      <p class="row spread">
        <b>{t('overview.requests', { count: open })}</b>
        <a class="button" href="/console/requests">
          {t('overview.requests-do')}
        </a>
      </p>
    </Note>
  )
}

function Counts({ people, readiness }: { people: Overview['people']; readiness: Readiness | undefined }) {
  return (
    <p class="row counts">
      <a href="/console/people">{t('overview.people', { count: people.total })}</a>
      {people.withoutTwoFactor > 0 && <a href="/console/without-two-factor">{t('overview.without', { count: people.withoutTwoFactor })}</a>}
      {readiness !== undefined && readiness.atRisk > 0 && (
        <a href="/console/readiness">{t('overview.at-risk', { count: readiness.atRisk })}</a>
      )}
      {people.invited > 0 && <span>{t('overview.invited', { count: people.invited })}</span>}
    </p>
  )
}

/** What does not work as it is set up (OP-7). What "Go live" says already is not said again. */
function Missing({ codes }: { codes: string[] }) {
  const rest = codes.filter((code) => code !== 'https' && code !== 'mail')
  if (rest.length === 0) return null
  return (
    <Section title={t('overview.missing')}>
      <ul class="plain-lines">
        {rest.map((code) => (
          <li key={code}>{isKey(`missing.${code}`) ? t(`missing.${code}` as Key & 'missing.push') : t('missing.other', { code })}</li>
        ))}
      </ul>
    </Section>
  )
}
