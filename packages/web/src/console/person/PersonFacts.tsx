import type { PersonView } from '@sparekey/protocol/console'
import type { ComponentChildren } from 'preact'
import { serverNow } from '../../api/server-time.ts'
import { rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { EmailTag } from '../../shell/EmailTag.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Time } from '../../ui/Time.tsx'

/** The account in plain sentences. */
export function PersonFacts({ view }: { view: PersonView }) {
  const facts: [string, ComponentChildren][] = [
    [t('person.two-factor'), twoFactor(view)],
    [t('person.codes'), codes(view)],
    [t('person.email'), <Emails key="emails" view={view} />],
    [t('person.groups'), view.groups.length > 0 ? view.groups.map((group) => group.name).join(', ') : t('person.no-groups')],
    ...answersFor(view),
    [t('person.manager'), view.manager ? <a href={`/console/people/${view.manager.id}`}>{view.manager.name}</a> : t('person.no-manager')],
    [t('person.contact-number'), view.contactNumber ? <span class="digits">{view.contactNumber}</span> : t('person.no-contact-number')],
    [t('person.sessions'), sessions(view)],
    [t('person.since'), <Day key="since" at={view.createdAt} />],
  ]
  if (view.state === 'invited') facts.unshift([t('person.invited-until'), invitation(view)])
  return (
    <section aria-label={t('person.account')}>
      <Facts facts={facts} />
    </section>
  )
}

/** How many are left; what the rules do not allow is no gap (EN-1). */
function codes({ codesLeft, rules }: PersonView): string {
  const methods = rules.find((rule) => rule.setting === 'methods')?.value.split(',')
  if (methods && !methods.includes('recovery-code')) return t('person.codes-not-allowed')
  return codesLeft === undefined ? t('person.no-codes') : t('person.codes-left', { count: codesLeft })
}

/** Whom an approver answers for (RR-6); of others there is nothing to say. */
function answersFor({ answersFor: groups }: PersonView): [string, ComponentChildren][] {
  if (!groups) return []
  const names = groups.map((group) => group.name).join(', ')
  return [[t('person.answers-for'), names || t('person.answers-for-none')]]
}

/** As shipped no browser skips the confirmation: then nothing is said of it (SI-13). */
function sessions({ sessions: open, remembered }: PersonView): string {
  const said = t('person.sessions-open', { count: open })
  return remembered === 0 ? said : `${said} · ${t('person.remembered', { count: remembered })}`
}

function twoFactor(view: PersonView): ComponentChildren {
  const { suspension } = view
  if (suspension) {
    const until = <Time exact at={suspension.endsAt} />
    if (suspension.startsAt <= serverNow()) return rich('person.two-factor-suspended', { when: until })
    return rich('person.two-factor-will-be', { from: <Time exact at={suspension.startsAt} />, until })
  }
  if (view.twoFactorSince !== undefined) return rich('person.two-factor-since', { when: <Day at={view.twoFactorSince} /> })
  if (view.dueAt === undefined) return t('people.off')
  const key = view.dueAt > serverNow() ? 'person.two-factor-due' : 'person.two-factor-overdue'
  return rich(key, { when: <Day at={view.dueAt} /> })
}

function invitation(view: PersonView): ComponentChildren {
  if (view.invitedUntil === undefined || view.invitedUntil <= serverNow()) return t('person.invited-over')
  return rich('person.invited-text', { when: <Time at={view.invitedUntil} /> })
}

function Emails({ view }: { view: PersonView }) {
  if (view.emails.length === 0) return <>{t('person.no-email')}</>
  return (
    <ul class="plain-lines">
      {view.emails.map((email) => (
        <li key={email.id} class="row">
          <span>{email.address}</span> <EmailTag email={email} />
        </li>
      ))}
    </ul>
  )
}
