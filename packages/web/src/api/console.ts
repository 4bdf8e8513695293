import type { Role } from '@sparekey/protocol/common'
import type { Group, Groups, HandedLink, Invite, Overview, People, PersonView } from '@sparekey/protocol/console'
import { inSession } from './in-session.ts'

const act = <T = unknown>(account: string, name: string, body: object = {}) =>
  inSession<T>('POST', `/api/console/people/${encodeURIComponent(account)}/${name}`, body)

/** What the console asks the service for. Acts that need it answer `confirmation_needed` (see `withConfirmation`). */
export const consoleApi = {
  overview: () => inSession<Overview>('GET', '/api/console/overview'),

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

  invite: (invite: Invite) => inSession<HandedLink>('POST', '/api/console/invitations', invite),
  groups: () => inSession<Groups>('GET', '/api/console/groups'),
  createGroup: (name: string) => inSession<Group>('POST', '/api/console/groups', { name }),
}
