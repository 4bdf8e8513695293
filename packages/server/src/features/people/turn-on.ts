import type { Core } from '../../core.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { endSuspension, grantedSuspension } from '../suspensions/index.ts'
import { actOnPerson, type PersonAct } from './act-on-person.ts'

type Ok = { ok: true }

/** "Turn on now" (RR-7, RR-8): the suspension ends at once, in force or not yet, with its sessions and its access code. Phones that
 * were left at home are trusted again; lost ones are not. */
export function turnOnTwoFactor(core: Core, q: PersonAct): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person, by } = on
    if (!(await grantedSuspension(tx, person.id, core.clock.now()))) throw new Refusal(refused('not_found'))
    await on.confirmed('turn-on-two-factor', { account: person.id })
    const actor = { kind: 'account' as const, id: by.id }
    await endSuspension(core, tx, { account: person.id, reason: 'turned-on', reviveDevices: true, actor })
    await on.record('two_factor_turned_on')
    return { ok: true }
  })
}
