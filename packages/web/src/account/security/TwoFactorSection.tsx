import { rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { Section } from '../../shell/Section.tsx'
import { useSession } from '../../shell/session.ts'
import { Tag } from '../../ui/Tag.tsx'
import { useNow } from '../../ui/use-now.ts'
import { dueText } from '../due-text.ts'
import type { SecurityPart } from './security-part.ts'

/** Whether two-factor authentication is on, and the way to it (TD-1). */
export function TwoFactorSection({ view }: SecurityPart) {
  const { session } = useSession()
  const now = useNow(60_000)
  const since = view.twoFactorSince
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
