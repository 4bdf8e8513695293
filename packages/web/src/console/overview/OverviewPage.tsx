import type { Overview } from '@sparekey/protocol/console'
import { account } from '../../api/account.ts'
import { consoleApi } from '../../api/console.ts'
import { isKey, type Key, t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { useFresh } from '../../shell/use-fresh.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { GoLive } from './GoLive.tsx'
import { Task } from './Task.tsx'

/** `/console`: how many people there are, and the first steps with their live status. */
export function OverviewPage() {
  const overview = useLoaded(consoleApi.overview)
  useFresh(overview.reload)
  return (
    <Page title={t('console.overview')}>
      <Ready of={overview}>
        {(view) => (
          <>
            <Waiting />
            <Counts people={view.people} />
            <Section title={t('overview.first')}>
              <ol class="tasks">
                <Task done={view.checklist.invited} title={t('overview.invite')} text={t('overview.invite-text')}>
                  <a class={view.checklist.invited ? 'button plain' : 'button'} href="/console/invite">
                    {t('overview.invite')}
                  </a>
                </Task>
                <Task done={view.checklist.practised} title={t('overview.practise')} text={t('overview.practise-text')}>
                  <Practise />
                </Task>
                <Task done={view.checklist.https && view.checklist.mail} title={t('overview.live')} text={t('overview.live-text')}>
                  <GoLive checklist={view.checklist} />
                </Task>
              </ol>
            </Section>
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

function Counts({ people }: { people: Overview['people'] }) {
  return (
    <p class="row counts">
      <a href="/console/people">{t('overview.people', { count: people.total })}</a>
      {people.withoutTwoFactor > 0 && <a href="/console/without-two-factor">{t('overview.without', { count: people.withoutTwoFactor })}</a>}
      {people.invited > 0 && <span>{t('overview.invited', { count: people.invited })}</span>}
    </p>
  )
}

function Practise() {
  const leaving = useAct()
  const leave = async () => {
    if (await leaving.run(account.logOut)) location.assign('/login?to=%2Fconsole')
  }
  return (
    <>
      <Button kind="plain" busy={leaving.busy} onClick={() => void leave()}>
        {t('overview.practise-do')}
      </Button>
      <ErrorNote error={leaving.error} />
    </>
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
