import type { Insertable } from 'kysely'
import type { Core } from '../core.ts'
import type { Tables } from '../db/tables.ts'
import { days, hours, minutes } from '../kernel/clock.ts'
import { newId, newToken } from '../kernel/random.ts'

// Rows as they stand after a person did what made them, for tests of what comes later. Each maker takes what the test
// is about and fills in the rest.

type Row<T extends keyof Tables> = Insertable<Tables[T]>
type Some<T extends keyof Tables> = Partial<Row<T>>

let people = 0

/** An active member with a login of their own and no password (nobody can sign in by it). */
export async function makeAccountRow(core: Core, given: Some<'account'> = {}): Promise<Row<'account'>> {
  people += 1
  const login = given.login ?? `person${people}`
  const name = given.name ?? `Person ${people}`
  const now = core.clock.now()
  const row: Row<'account'> = {
    id: newId(core.random, 'acc'),
    login,
    login_key: login.normalize('NFKC').trim().toLowerCase(),
    name,
    name_key: name.toLowerCase(),
    role: 'member',
    state: 'active',
    password_hash: null,
    password_version: 1,
    password_changed_at: now - days(30),
    password_marked_at: null,
    two_factor_since: null,
    due_at: now + days(10),
    created_at: now - days(30),
    ended_at: null,
    ...given,
  }
  await core.db.insertInto('account').values(row).execute()
  return row
}

/** A verified address that has been there for a month. */
export async function makeEmailRow(core: Core, account: string, given: Some<'email'> = {}): Promise<Row<'email'>> {
  const address = given.address ?? `${account.slice(4, 14)}@example.org`
  const since = core.clock.now() - days(30)
  const row: Row<'email'> = {
    id: newId(core.random, 'eml'),
    account_id: account,
    address,
    address_key: address.normalize('NFKC').toLowerCase(),
    added_at: since,
    verified_at: since,
    replaced_at: null,
    held_at: null,
    ...given,
  }
  await core.db.insertInto('email').values(row).execute()
  return row
}

let numbers = 0

/** The account's number for SMS, proved a month ago and serving.
 * @param given also `number`, in E.164 form */
export async function makeNumberRow(
  core: Core,
  account: string,
  { number: given, ...columns }: Some<'phone_number'> & { number?: string } = {},
): Promise<Row<'phone_number'> & { number: string }> {
  numbers += 1
  const number = given ?? `+49151${23_450_000 + numbers}`
  const since = core.clock.now() - days(30)
  const id = newId(core.random, 'num')
  const row: Row<'phone_number'> = {
    id,
    account_id: account,
    kind: 'sms',
    number_sealed: core.secrets.seal({ table: 'phone_number', column: 'number_sealed', row: id }, number),
    lookup_mac: Buffer.from(core.secrets.mac('phone-number', number)).toString('base64url'),
    last_two: number.slice(-2),
    added_at: since,
    verified_at: since,
    replaced_at: null,
    serves_from: since,
    held_at: null,
    blocked_at: null,
    weak_until: 0,
    added_by: account,
    ...columns,
  }
  await core.db.insertInto('phone_number').values(row).execute()
  return { ...row, number }
}

/** A browser and the value of its cookie. */
export async function makeBrowserRow(core: Core, given: Some<'browser'> = {}): Promise<Row<'browser'> & { token: string }> {
  const token = newToken(core.random)
  const now = core.clock.now()
  const row: Row<'browser'> = {
    id: newId(core.random, 'brw'),
    digest: core.secrets.digest('browser', token),
    agent: 'Chrome on Windows',
    created_at: now,
    last_seen_at: now,
    ...given,
  }
  await core.db.insertInto('browser').values(row).execute()
  return { ...row, token }
}

/** Makes a browser known to an account (180 days). */
export async function makeKnownBrowserRow(
  core: Core,
  browser: string,
  account: string,
  given: Some<'browser_account'> = {},
): Promise<void> {
  const now = core.clock.now()
  const row: Row<'browser_account'> = {
    browser_id: browser,
    account_id: account,
    known_since: now,
    known_until: now + days(180),
    voided_at: null,
    ...given,
  }
  await core.db.insertInto('browser_account').values(row).execute()
}

/** A sign-in that waits for its confirmation, and the value of its cookie. */
export async function makeSignInRow(
  core: Core,
  who: { account: string; browser: string },
  given: Some<'sign_in'> = {},
): Promise<Row<'sign_in'> & { token: string }> {
  const token = newToken(core.random)
  const now = core.clock.now()
  const row: Row<'sign_in'> = {
    id: newId(core.random, 'sin'),
    digest: core.secrets.digest('sign-in', token),
    account_id: who.account,
    session_id: null,
    browser_id: who.browser,
    purpose: 'sign-in',
    act: null,
    act_params: null,
    state: 'waiting',
    ended_reason: null,
    started_as: 'password',
    known_browser: 0,
    password_version: 1,
    password_changed_at: null,
    method: null,
    device_id: null,
    confirmed_at: null,
    weak_until: 0,
    return_to: '/account',
    ip: '203.0.113.7',
    agent: 'Chrome on Windows',
    created_at: now,
    expires_at: now + minutes(10),
    finished_at: null,
    ...given,
  }
  await core.db.insertInto('sign_in').values(row).execute()
  return { ...row, token }
}

/** A full session, and the value of its cookie. */
export async function makeSessionRow(
  core: Core,
  who: { account: string; browser: string },
  given: Some<'session'> = {},
): Promise<Row<'session'> & { token: string }> {
  const token = newToken(core.random)
  const now = core.clock.now()
  const row: Row<'session'> = {
    id: newId(core.random, 'ses'),
    digest: core.secrets.digest('session', token),
    account_id: who.account,
    browser_id: who.browser,
    sign_in_id: newId(core.random, 'sin'),
    access: 'full',
    started_as: 'password',
    method: 'phone',
    weak_until: 0,
    ip: '203.0.113.7',
    agent: 'Chrome on Windows',
    created_at: now,
    last_seen_at: now,
    expires_at: now + hours(12),
    ended_at: null,
    ended_reason: null,
    ...given,
  }
  await core.db.insertInto('session').values(row).execute()
  return { ...row, token }
}

/** The account answers for the members of the group, while it is an approver (RR-6); for a long time already. */
export async function makeAnsweringRow(core: Core, account: string, group: string, given: Some<'answering_group'> = {}): Promise<void> {
  const row = {
    id: newId(core.random, 'ans'),
    account_id: account,
    group_id: group,
    added_at: 1,
    added_by: null,
    removed_at: null,
    ...given,
  }
  await core.db.insertInto('answering_group').values(row).execute()
}
