import type { OpenedCase } from '@sparekey/protocol/cases'
import type { Role } from '@sparekey/protocol/common'
import type { Group, Groups, HandedLink, Invite, Overview, People, PersonView } from '@sparekey/protocol/console'
import type { HeldAccount, HeldAccounts, HeldDecision } from '@sparekey/protocol/held'
import type { SmsUse } from '@sparekey/protocol/sms'
import { inSession } from './in-session.ts'

const act = <T = unknown>(account: string, name: string, body: object = {}) =>
  inSession<T>('POST', `/api/console/people/${encodeURIComponent(account)}/${name}`, body)

/** What the console asks the service for. Acts that need it answer `confirmation_needed` (see `withConfirmation`). */
export const consoleApi = {
  overview: () => inSession<Overview>('GET', '/api/console/overview'),
  smsUse: () => inSession<SmsUse>('GET', '/api/console/sms'),

  people: (search: string, page: number) => {
    const query = new URLSearchParams()
    if (search) query.set('search', search)
    if (page > 1) query.set('page', String(page))
    const text = query.toString()
    return inSession<People>('GET', `/api/console/people${text ? `?${text}` : ''}`)
  },
  person: (account: string) => inSession<PersonView>('GET', `/api/console/people/${encodeURIComponent(account)}`),
  changeRole: (account: string, role: Role) => act(account, 'role', { role }),
  changeGroups: (account: string, groups: string[]) => act(account, 'groups', { groups }),
  disable: (account: string) => act(account, 'disable'),
  enable: (account: string) => act(account, 'enable'),
  remove: (account: string) => act(account, 'delete'),
  renewInvitation: (account: string) => act<HandedLink>(account, 'invitation'),
  makeResetLink: (account: string) => act<HandedLink>(account, 'reset-link'),
  allowTypedMethods: (account: string) => act(account, 'allow-typed-methods'),
  logOut: (account: string) => act(account, 'log-out'),
  /** Opens the case in which two-factor authentication can be switched off, or names the one that is open (RR-7). */
  openTwoFactor: (account: string) => act<OpenedCase>(account, 'two-factor'),
  openPasswordCode: (account: string) => act<OpenedCase>(account, 'password-code'),
  turnOn: (account: string) => act(account, 'turn-on'),
  changeManager: (account: string, manager: string | null) => act(account, 'manager', { manager }),
  changeContactNumber: (account: string, number: string | null) => act(account, 'contact-number', { number }),

  invite: (invite: Invite) => inSession<HandedLink>('POST', '/api/console/invitations', invite),
  /** Everybody of whom “This wasn't me” holds something (AU-4). */
  heldAccounts: () => inSession<HeldAccounts>('GET', '/api/console/held'),
  held: (account: string) => inSession<HeldAccount>('GET', `/api/console/held/${encodeURIComponent(account)}`),
  allowHeld: (thing: string) => inSession<HeldDecision>('POST', `/api/console/held/${encodeURIComponent(thing)}/allow`, {}),
  allowLostPhone: (account: string, device: string) =>
    inSession('POST', `/api/console/people/${encodeURIComponent(account)}/devices/${encodeURIComponent(device)}/allow`, {}),
  refuseHeld: (thing: string, reason: string) => inSession('POST', `/api/console/held/${encodeURIComponent(thing)}/refuse`, { reason }),

  groups: () => inSession<Groups>('GET', '/api/console/groups'),
  deleteGroup: (group: string) => inSession('POST', `/api/console/groups/${encodeURIComponent(group)}/delete`, {}),
  createGroup: (name: string) => inSession<Group>('POST', '/api/console/groups', { name }),
}
