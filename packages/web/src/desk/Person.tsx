import type { DeskPerson } from '@sparekey/protocol/desk'
import type { RefusalBody } from '@sparekey/protocol/errors'
import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import { openPhone } from './open-phone.ts'

const copied = (text: string) => (
  <span class="row close">
    <code>{text}</code>
    <CopyButton text={text} />
  </span>
)

function Codes({ person }: { person: DeskPerson }) {
  return (
    <details>
      <summary>{t('desk.codes-left', { count: person.codesLeft })}</summary>
      <ol class="codes">
        {person.codes.map((code) => (
          <li key={code}>{copied(code)}</li>
        ))}
      </ol>
    </details>
  )
}

function StateTag({ person }: { person: DeskPerson }) {
  if (person.invitation) return <Tag>{t('desk.invited')}</Tag>
  return person.twoFactor ? <Tag kind="good">{t('desk.on')}</Tag> : <Tag kind="warn">{t('desk.off')}</Tag>
}

/** "Open their phone", the log in page, or the invitation of who has not come yet. */
function Ways({ person, onChange }: { person: DeskPerson; onChange: () => void }) {
  const [wrong, setWrong] = useState<RefusalBody | 'blocked'>()
  const open = async (): Promise<void> => {
    setWrong(await openPhone(person.twoFactor ? person.id : undefined))
    onChange()
  }
  if (person.invitation) return <a href={person.invitation}>{t('desk.accept')}</a>
  return (
    <div class="stack close">
      <div class="row">
        <Button
          kind="plain"
          aria-label={t(person.twoFactor ? 'desk.open-phone-of' : 'desk.open-app-of', { name: person.name })}
          onClick={() => void open()}
        >
          {person.twoFactor ? t('desk.open-phone') : t('desk.open-app')}
        </Button>
        <a href="/login" target="_blank" rel="noreferrer" aria-label={t('desk.log-in', { name: person.name })}>
          {t('desk.log-in-short')}
        </a>
      </div>
      {wrong === 'blocked' ? <Note kind="bad">{t('desk.blocked')}</Note> : <ErrorNote error={wrong} />}
    </div>
  )
}

/** One made-up person, with what only they themselves would know. */
export function Person({ person, onChange }: { person: DeskPerson; onChange: () => void }) {
  return (
    <li class="person stack">
      <div class="stack close">
        <div class="row">
          <h3>{person.name}</h3>
          <Tag>{t(`desk.role.${person.role}`)}</Tag>
          <StateTag person={person} />
          {person.groups.length > 0 && <span class="quiet small">{person.groups.join(', ')}</span>}
        </div>
        <p class="quiet">{person.about}</p>
      </div>
      <Facts
        facts={[
          [t('desk.login'), copied(person.login)],
          [t('desk.password'), person.password && copied(person.password)],
          [t('desk.phone'), person.twoFactor ? person.phones.join(', ') || t('desk.no-phone') : undefined],
          [t('desk.codes'), person.codes.length > 0 ? <Codes person={person} /> : undefined],
        ]}
      />
      <Ways person={person} onChange={onChange} />
    </li>
  )
}
