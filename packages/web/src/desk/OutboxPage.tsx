import type { DeskOutbox } from '@sparekey/protocol/desk'
import { readOutbox } from '../api/desk.ts'
import { t } from '../messages/messages.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { exactTime } from '../ui/Time.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import { usePolled } from './use-polled.ts'
import { withLinks } from './with-links.ts'

function Message({ message }: { message: DeskOutbox['messages'][number] }) {
  return (
    <li class="person stack close">
      <h2>{message.subject}</h2>
      <p class="quiet small">
        {t('desk.to', { address: message.to })} · <time dateTime={new Date(message.at).toISOString()}>{exactTime(message.at)}</time>
      </p>
      <p class="mail">
        {withLinks(message.text).map((part) =>
          part.link ? (
            <a key={part.text} href={part.text}>
              {part.text}
            </a>
          ) : (
            part.text
          ),
        )}
      </p>
    </li>
  )
}

/** What would have been sent. */
export function OutboxPage() {
  const { value, failed } = usePolled(readOutbox)
  return (
    <DeskFrame title={t('desk.outbox')} intro={t('desk.outbox-intro')} here="/dev/outbox">
      <ErrorNote error={failed} />
      {!value && !failed && <Waiting />}
      {value?.messages.length === 0 && <p>{t('desk.outbox-empty')}</p>}
      <ul class="people">
        {value?.messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
    </DeskFrame>
  )
}
