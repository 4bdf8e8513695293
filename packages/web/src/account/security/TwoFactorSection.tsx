import { rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { Section } from '../../shell/Section.tsx'
import { useSession } from '../../shell/session.ts'
import { Tag } from '../../ui/Tag.tsx'
import { exactTime } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { dueText } from '../due-text.ts'
import type { SecurityPart } from './security-part.ts'

/** Whether two-factor authentication is on, and the way to it (TD-1). */
export function TwoFactorSection({ view }: SecurityPart) {
  const { session } = useSession()
  const now = useNow(60_000)
  const since = view.twoFactorSince
  if (session.suspension)
    return (
      <Section title={t('security.two-factor')} end={<Tag kind="warn">{t('security.suspended')}</Tag>}>
        <p>{t('suspension.until', { time: exactTime(session.suspension.endsAt) })}</p>
        <p>
          <a class="button" href="/account/set-up">
            {t('security.enable')}
          </a>
        </p>
      </Section>
    )
  return (
    <Section
      title={t('security.two-factor')}
      end={since === undefined ? <Tag kind="warn">{t('security.off')}</Tag> : <Tag kind="good">{t('security.on')}</Tag>}
    >
      {since === undefined ? (
        <>
          <p>{t('security.off-text')}</p>
          {session.dueAt !== undefined && (
            <p>
              <b>{dueText(session.dueAt, now)}</b>
            </p>
          )}
          <p>
            <a class="button" href="/account/set-up">
              {t('security.enable')}
            </a>
          </p>
        </>
      ) : (
        <p>{rich('security.on-since', { when: <Day at={since} /> })}</p>
      )}
    </Section>
  )
}
