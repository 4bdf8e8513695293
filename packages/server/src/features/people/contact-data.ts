import type { Core } from '../../core.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { changeAccount, findAccount } from '../accounts/index.ts'
import { type ReadNumber, readNumber, setContactNumber } from '../phone-numbers/index.ts'
import { actOnPerson, type PersonAct, refuseOwn } from './act-on-person.ts'

type Ok = { ok: true }

// EN-6: a call back and a manager's word rest on these, so they are set by administrators, never by the person alone, and count
// for recoveries only 7 days later (RR-4).

/** Names the manager who confirms in their own session that a caller is real (RR-5), or nobody. */
export function changeManager(core: Core, q: PersonAct & { manager: string | null }): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person } = on
    refuseOwn(on)
    if (person.manager_id === q.manager) return { ok: true }
    const manager = q.manager ? await findAccount(tx, q.manager) : undefined
    if (q.manager !== null && (manager?.state !== 'active' || manager.id === person.id)) throw new Refusal(refused('not_found'))
    await on.confirmed('change-manager', { account: person.id, manager: q.manager ?? '' })
    await changeAccount(tx, { id: person.id, from: ['invited', 'active', 'disabled'], set: { manager_id: q.manager } })
    await on.record('manager_changed', { from: person.manager_id ?? '', to: q.manager ?? '' })
    return { ok: true }
  })
}

/** Sets the number that approvers call back on, or takes it off the record. */
export async function changeContactNumber(core: Core, q: PersonAct & { number: string | null }): Promise<Ok | Refused> {
  const number: ReadNumber | null | undefined = q.number === null ? null : await readNumber(q.number)
  if (number === undefined) return refused('number_invalid')
  return await actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person, by } = on
    refuseOwn(on)
    await on.confirmed('change-contact-number', { account: person.id, number: number?.e164 ?? '' })
    await setContactNumber(core, tx, { account: person.id, number, by: by.id })
    await on.record('contact_number_changed', { removed: number === null })
    return { ok: true }
  })
}
