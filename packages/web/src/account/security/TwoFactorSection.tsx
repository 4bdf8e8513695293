import { rich, t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import type { SecurityPart } from './security-part.ts'

/** Whether two-factor authentication is on, and the way to it (TD-1). */
export function TwoFactorSection({ view }: SecurityPart) {
  const since = view.twoFactorSince
  return (
    <Section
      title={t('security.two-factor')}
      end={since === undefined ? <Tag kind="warn">{t('security.off')}</Tag> : <Tag kind="good">{t('security.on')}</Tag>}
    >
      {since === undefined ? (
        <>
          <p>{t('security.off-text')}</p>
          <p>
            <a class="button" href="/account/set-up">
              {t('security.enable')}
            </a>
          </p>
        </>
      ) : (
        <p>{rich('security.on-since', { when: <Time at={since} /> })}</p>
      )}
    </Section>
  )
}
