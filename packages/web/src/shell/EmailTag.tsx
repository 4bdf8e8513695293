import type { EmailView } from '@sparekey/protocol/account'
import { t } from '../messages/messages.ts'
import { Tag } from '../ui/Tag.tsx'

/** Whether an address counts. */
export function EmailTag({ email }: { email: EmailView }) {
  if (email.held) return <Tag kind="bad">{t('email.held')}</Tag>
  return email.verified ? <Tag kind="good">{t('email.confirmed')}</Tag> : <Tag kind="warn">{t('email.pending')}</Tag>
}
