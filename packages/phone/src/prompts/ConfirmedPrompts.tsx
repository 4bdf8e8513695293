import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import { ForwardIcon } from '../ui/icons.tsx'
import { placeName } from '../ui/place.ts'
import { Row, Rows } from '../ui/Row.tsx'
import { ago } from '../ui/when.ts'
import { actText } from './act-facts.ts'
import { confirmedPrompts, stillRegrettable } from './confirmed-prompts.ts'

/** What was confirmed here in the last 10 minutes, and can still turn out not to have been them (SI-5). */
export function ConfirmedPrompts() {
  const now = serverNow()
  const { accounts } = useObservable(phone)
  const recent = stillRegrettable(useObservable(confirmedPrompts), now).filter((one) =>
    accounts.some(({ device }) => device === one.device),
  )
  if (recent.length === 0) return null
  return (
    <Rows>
      {recent.map(({ device, prompt, confirmedAt }) => (
        <li key={prompt.id}>
          <Row
            onClick={() => openScreen({ name: 'deny', open: { device, prompt }, confirmed: true })}
            hint={[
              prompt.purpose === 'act' && prompt.accountName,
              prompt.agent,
              placeName(prompt.place) ?? prompt.ip,
              ago(confirmedAt, now),
            ]
              .filter(Boolean)
              .join(' · ')}
            end={<ForwardIcon />}
          >
            {t(`confirmed.${prompt.purpose}`, { name: prompt.accountName, act: actText(prompt) })}
          </Row>
        </li>
      ))}
    </Rows>
  )
}
