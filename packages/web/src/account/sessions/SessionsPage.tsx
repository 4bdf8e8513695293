import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { BrowserLine } from './BrowserLine.tsx'
import { RememberedSection } from './RememberedSection.tsx'
import { SessionLine } from './SessionLine.tsx'

/** `/account/sessions`: where the account is signed in, and its known browsers, each with "Log out" (AU-2). */
export function SessionsPage() {
  const sessions = useLoaded(account.sessions)
  const leaving = useAct()
  const leaveAll = async () => {
    if (await leaving.run(account.logOutEverywhere)) location.assign('/login')
  }
  return (
    <Page title={t('shell.sessions')} lead={t('sessions.lead')}>
      <Ready of={sessions}>
        {(view) => (
          <>
            <Section title={t('sessions.open')}>
              <ul class="lines">
                {currentFirst(view.sessions).map((session) => (
                  <SessionLine key={session.id} session={session} reload={sessions.reload} />
                ))}
              </ul>
            </Section>
            <RememberedSection onForgotten={sessions.reload} />
            <Section title={t('sessions.browsers')}>
              <p class="quiet">{t('sessions.browsers-why')}</p>
              {view.browsers.length === 0 ? (
                <p class="quiet">{t('sessions.browsers-none')}</p>
              ) : (
                <ul class="lines">
                  {currentFirst(view.browsers).map((browser) => (
                    <BrowserLine key={browser.id} browser={browser} reload={sessions.reload} />
                  ))}
                </ul>
              )}
            </Section>
            <Section title={t('sessions.all')}>
              <p>{t('sessions.all-text')}</p>
              <p>
                <Button kind="bad" busy={leaving.busy} onClick={() => void leaveAll()}>
                  {t('shell.log-out-everywhere')}
                </Button>
              </p>
              <ErrorNote error={leaving.error} />
            </Section>
          </>
        )}
      </Ready>
    </Page>
  )
}

/** The one that this page is in stands first; the others as the service gives them, the latest first. */
const currentFirst = <T extends { current: boolean }>(all: T[]): T[] => all.toSorted((a, b) => Number(b.current) - Number(a.current))
