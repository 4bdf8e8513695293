import type { RememberedView } from '@sparekey/protocol/account'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Time } from '../../ui/Time.tsx'
import { LogOutLine } from './LogOutLine.tsx'

type Remembered = RememberedView['browsers'][number]

/** The browsers that skip the confirmation, each with "Log out" (SI-13, AU-2). Nothing where there is none: as shipped there never is. */
export function RememberedSection({ onForgotten }: { onForgotten: () => Promise<void> }) {
  const remembered = useLoaded(account.remembered)
  const reload = async () => {
    await Promise.all([remembered.reload(), onForgotten()])
  }
  return (
    <Ready of={remembered}>
      {({ browsers }) =>
        browsers.length > 0 && (
          <Section title={t('sessions.remembered')}>
            <p class="quiet">{t('sessions.remembered-why')}</p>
            <ul class="lines">
              {browsers.map((browser) => (
                <RememberedLine key={browser.id} browser={browser} reload={reload} />
              ))}
            </ul>
          </Section>
        )
      }
    </Ready>
  )
}

function RememberedLine({ browser, reload }: { browser: Remembered; reload: () => Promise<void> }) {
  const forgetting = useAct()
  const forget = async () => {
    await forgetting.run(() => account.forgetRemembered(browser.id))
    await reload()
  }
  return (
    <LogOutLine name={browser.agent} current={browser.current} act={forgetting} onLogOut={() => void forget()}>
      {rich('sessions.remembered-until', { since: <Day at={browser.since} />, until: <Day at={browser.until} /> })}
      {browser.usedAt !== undefined && <> · {rich('sessions.remembered-used', { when: <Time at={browser.usedAt} /> })}</>}
    </LogOutLine>
  )
}
