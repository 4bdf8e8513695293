import type { SmsUse } from '@sparekey/protocol/sms'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { useFresh } from '../../shell/use-fresh.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'

/** From this share of the budget on it is worth a word. */
const worthAWord = 0.8

/** SMS that are used up, or nearly so, and for whom most were sent (SM-4). On a quiet day there is nothing to see. */
export function SmsBudget() {
  const use = useLoaded(consoleApi.smsUse)
  useFresh(use.reload)
  const { value } = use
  if (!value || (!value.fullUntil && !value.rangeFullAt && value.sent < value.perDay * worthAWord) || !value.on) return null
  return (
    <Note kind="warn">
      <p>
        <b>{headOf(value)}</b> {t('sms-use.sent', { sent: value.sent, budget: value.perDay })}
        {value.fullUntil && (
          <>
            {' '}
            {t('sms-use.again')} <Time at={value.fullUntil} />.
          </>
        )}
      </p>
      <p>{t('sms-use.ask')}</p>
      <ul class="plain-lines">
        {value.askers.map((one) => (
          <li key={one.id}>
            <a href={`/console/people/${one.id}`}>{one.name}</a> ({one.login}): {t('sms-use.texts', { count: one.texts })},{' '}
            {t('sms-use.networks', { count: one.networks })}
          </li>
        ))}
      </ul>
    </Note>
  )
}

function headOf(use: SmsUse): string {
  if (use.fullUntil) return t('sms-use.full')
  return t(use.rangeFullAt ? 'sms-use.range' : 'sms-use.near')
}
