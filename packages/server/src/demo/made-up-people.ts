import type { Role } from '@sparekey/protocol/common'

/** Somebody of the demo. */
export interface MadeUpPerson {
  login: string
  name: string
  role: Role
  groups: string[]
  about: string
  /** Absent: invited, and has not come yet. */
  password?: string
  twoFactor: boolean
  /** For SMS, in E.164 form, of a range that is kept for stories. */
  number?: string
  /** Days since the account was made. */
  days: number
}

/** The people of the demo: one of each kind that behaves differently. All of them are made up. */
export const madeUpPeople: readonly MadeUpPerson[] = [
  {
    login: 'ada',
    name: 'Ada Lindqvist',
    role: 'admin',
    groups: ['IT'],
    about: 'Administrator: sees the console, invites people, helps them.',
    password: 'copper kettle under snow',
    twoFactor: true,
    days: 200,
  },
  {
    login: 'bruno',
    name: 'Bruno Castellan',
    role: 'approver',
    groups: ['IT', 'Finance'],
    about: 'Approver: answers for the members of his groups.',
    password: 'seven quiet lighthouses',
    twoFactor: true,
    days: 120,
  },
  {
    login: 'chidi',
    name: 'Chidi Okonjo',
    role: 'member',
    groups: ['Finance'],
    about: 'Member with everything set up: the everyday case.',
    password: 'paper boats at midday',
    twoFactor: true,
    number: '+12125550134',
    days: 90,
  },
  {
    login: 'dana',
    name: 'Dana Whitfield',
    role: 'member',
    groups: ['Sales'],
    about: 'Her phone is gone: log in without opening it, and ask an administrator. Or open it, and deny a prompt.',
    password: 'velvet orchard and rain',
    twoFactor: true,
    days: 60,
  },
  {
    login: 'emil',
    name: 'Emil Sandoval',
    role: 'member',
    groups: ['Sales'],
    about: 'Has not set up two-factor authentication yet; a few days are left.',
    password: 'wooden bridge to nowhere',
    twoFactor: false,
    days: 6,
  },
  {
    login: 'farah',
    name: 'Farah Nikolaidis',
    role: 'member',
    groups: ['Finance'],
    about: 'Never set it up and the deadline has passed: sign-in leads to the set-up and nothing else.',
    password: 'orange clouds over harbour',
    twoFactor: false,
    days: 25,
  },
  {
    login: 'goran',
    name: 'Goran Petrescu',
    role: 'member',
    groups: [],
    about: 'Came this morning: two-factor authentication is off, ten days are left.',
    password: 'silent piano in the attic',
    twoFactor: false,
    days: 0,
  },
  {
    login: 'hanna',
    name: 'Hanna Ferreira',
    role: 'member',
    groups: ['Sales'],
    about: 'Invited, and has not come yet.',
    twoFactor: false,
    days: 1,
  },
]

/** Where the mail of made-up people goes: RFC 2606 keeps this name for examples. */
export const addressOf = (person: MadeUpPerson): string => `${person.login}@example.org`
