import type { Overview } from '@sparekey/protocol/console'
import { t } from '../../messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Tag } from '../../ui/Tag.tsx'

/** HTTPS, mail and SMS: what is there, and what is missing with where to read on. */
export function GoLive({ checklist }: { checklist: Overview['checklist'] }) {
  return (
    <Facts
      facts={[
        [
          t('overview.https'),
          <State key="https" done={checklist.https} text={t(checklist.https ? 'overview.https-done' : 'overview.https-open')} />,
        ],
        [
          t('overview.mail'),
          <State key="mail" done={checklist.mail} text={t(checklist.mail ? 'overview.mail-done' : 'overview.mail-open')} />,
        ],
        [
          t('overview.sms'),
          <State key="sms" done={checklist.sms === true} text={t(checklist.sms ? 'overview.sms-done' : 'overview.sms-open')} />,
        ],
      ]}
    />
  )
}

function State({ done, text }: { done: boolean; text: string }) {
  return (
    <>
      {done ? <Tag kind="good">{t('overview.done')}</Tag> : <Tag>{t('overview.open')}</Tag>} {text}
    </>
  )
}
