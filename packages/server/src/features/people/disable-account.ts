import type { Core } from '../../core.ts'
import type { Refused } from '../../kernel/outcome.ts'
import { changeStanding, deleteAddresses } from '../accounts/index.ts'
import { setAnsweringGroups, setGroups } from '../groups/index.ts'
import { endQueued } from '../outbox/index.ts'
import { forgetNumbers } from '../sms-codes/index.ts'
import { actOnPerson, keepOneAdministrator, type PersonAct, refuseOwn } from './act-on-person.ts'

type Ok = { ok: true }

/** Disabling ends the account's sessions, prompts, devices and links everywhere within a second (EN-5). */
export function disableAccount(core: Core, q: PersonAct): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person } = on
    refuseOwn(on)
    if (person.state === 'disabled') return { ok: true }
    await keepOneAdministrator(tx, person)
    await on.confirmed('disable-account', { account: person.id })
    await changeStanding(core, tx, { id: person.id, from: ['invited', 'active'], set: { state: 'disabled' } })
    await core.ends(tx, person.id, 'account-disabled', {})
    await on.record('account_disabled')
    return { ok: true }
  })
}

/** The account can be used again. What disabling ended stays ended. */
export function enableAccount(core: Core, q: PersonAct): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person } = on
    if (person.state !== 'disabled') return { ok: true }
    await on.confirmed('enable-account', { account: person.id })
    const state = person.password_hash === null ? 'invited' : 'active'
    await changeStanding(core, tx, { id: person.id, from: ['disabled'], set: { state } })
    await on.record('account_enabled')
    return { ok: true }
  })
}

/** The account ends as by disabling, and name, login, addresses, numbers, groups and password are gone. The row stays: the record and
 * the history refer to it, and its login name is free again. */
export function deleteAccount(core: Core, q: PersonAct): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person, by } = on
    refuseOwn(on)
    await keepOneAdministrator(tx, person)
    await on.confirmed('delete-account', { account: person.id })
    await core.ends(tx, person.id, 'account-disabled', {})
    await endQueued(core, tx, person.id)
    await setGroups(core, tx, { account: person.id, groups: [] })
    await setAnsweringGroups(core, tx, { approver: person.id, groups: [], by: by.id })
    await deleteAddresses(tx, person.id)
    await forgetNumbers(tx, person.id)
    await changeStanding(core, tx, {
      id: person.id,
      from: ['invited', 'active', 'disabled'],
      set: {
        state: 'deleted',
        login: '',
        // No login name has a space: this one is nobody's.
        login_key: `deleted ${person.id}`,
        name: '',
        name_key: '',
        password_hash: null,
        ended_at: core.clock.now(),
      },
    })
    // Who it was stands in the record for as long as that is kept (AU-3).
    await on.record('account_deleted', { name: person.name, login: person.login })
    return { ok: true }
  })
}
