import type { Role } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Refused } from '../../kernel/outcome.ts'
import { changeStanding } from '../accounts/index.ts'
import type { Method } from '../confirmation/index.ts'
import { setAnsweringGroups } from '../groups/index.ts'
import { tellAdministrators, tellOwner } from '../notices/index.ts'
import { actOnPerson, keepOneAdministrator, type PersonAct, refuseOwn } from './act-on-person.ts'
import { keepingAMethod } from './keep-a-method.ts'

type Ok = { ok: true }

/** Makes somebody a member, an approver or an administrator. Who becomes more must have two-factor authentication at once (EN-1): the
 * rules of the role say so. */
export function changeRole(core: Core, methods: readonly Method[], q: PersonAct & { role: Role }): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person, by } = on
    refuseOwn(on)
    if (person.role === q.role) return { ok: true }
    await keepOneAdministrator(tx, person)
    await on.confirmed('change-role', { account: person.id, role: q.role })
    await keepingAMethod(core, methods, on, () =>
      changeStanding(core, tx, { id: person.id, from: ['invited', 'active', 'disabled'], set: { role: q.role } }),
    )
    // Whom an approver answers for was said of this approver, and does not come back with the role (RR-6).
    await setAnsweringGroups(core, tx, { approver: person.id, groups: [], by: by.id })
    await on.record('role_changed', { from: person.role, to: q.role })
    await tellOwner(core, tx, { accountId: person.id, kind: 'role-changed', params: { role: q.role } })
    if (q.role === 'admin' || person.role === 'admin') {
      const params = { account: person.id, by: by.name, was: person.role, role: q.role }
      await tellAdministrators(core, tx, { kind: 'admin-role-changed', params })
    }
    return { ok: true }
  })
}
