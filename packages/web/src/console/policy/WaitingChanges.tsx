import type { PolicyScope, WaitingChange } from '@sparekey/protocol/policy'
import { useId, useState } from 'preact/hooks'
import { policyApi } from '../../api/policy.ts'
import { rich, t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Countdown } from '../../ui/Countdown.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Time } from '../../ui/Time.tsx'
import { settingName, valueText } from './setting-words.ts'

/** What weakens a rule and waits, with the time left and "Stop" (EN-1). Nothing where nothing waits. */
export function WaitingChanges({ scopes, onStopped }: { scopes: PolicyScope[]; onStopped: () => void }) {
  const waiting = scopes.flatMap((scope) => scope.waiting.map((change) => ({ scope, change })))
  if (waiting.length === 0) return null
  return (
    <Section title={t('policy.waiting')}>
      <p class="quiet">{t('policy.waiting-lead')}</p>
      <ul class="lines">
        {waiting.map(({ scope, change }) => (
          <Waiting key={change.id} scope={scope} change={change} onStopped={onStopped} />
        ))}
      </ul>
    </Section>
  )
}

function Waiting({ scope, change, onStopped }: { scope: PolicyScope; change: WaitingChange; onStopped: () => void }) {
  const id = useId()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const name = scope.scope === 'everyone' ? t('policy.everyone') : scope.name
  const title = t('policy.waiting-one', { scope: name, setting: settingName(change.setting) })
  const stop = async () => {
    setAsking(false)
    if (await act.run(() => policyApi.stop(change.id), title)) onStopped()
  }
  return (
    <li class="line no-icon">
      <div class="stack close">
        <b id={id}>{title}</b>
        <span>{t('policy.waiting-to', { value: valueText(change.setting, change.value, scope.scope !== 'everyone') })}</span>
        <span class="quiet small">
          {rich('policy.waiting-left', { left: <Countdown until={change.worksFrom} /> })}{' '}
          {rich('policy.waiting-by', { name: change.madeBy, when: <Time at={change.madeAt} /> })}
        </span>
        <ErrorNote error={act.error} />
      </div>
      <div>
        <Button kind="plain" busy={act.busy} onClick={() => setAsking(true)} aria-describedby={id}>
          {t('policy.stop')}
        </Button>
      </div>
      <AskOnce
        open={asking}
        title={t('policy.stop-of', { change: title })}
        text={t('policy.stop-text')}
        yes={t('policy.stop')}
        onYes={() => void stop()}
        onClose={() => setAsking(false)}
      />
    </li>
  )
}
