import type { RememberedView } from '@sparekey/protocol/account'
import { useId } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'

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
  const id = useId()
  const forgetting = useAct()
  const forget = async () => {
    await forgetting.run(() => account.forgetRemembered(browser.id))
    await reload()
  }
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p class="row">
          <b id={id}>{browser.agent}</b>
          {browser.current && <Tag kind="good">{t('sessions.this')}</Tag>}
        </p>
        <p class="quiet small">
          {rich('sessions.remembered-until', { since: <Day at={browser.since} />, until: <Day at={browser.until} /> })}
          {browser.usedAt !== undefined && <> · {rich('sessions.remembered-used', { when: <Time at={browser.usedAt} /> })}</>}
        </p>
        <ErrorNote error={forgetting.error} />
      </div>
      <div class="line-acts">
        <Button kind="link" aria-describedby={id} busy={forgetting.busy} onClick={() => void forget()}>
          {t('shell.log-out')}
        </Button>
      </div>
    </li>
  )
}
