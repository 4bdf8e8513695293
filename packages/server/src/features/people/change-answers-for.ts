import type { Core } from '../../core.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { answeringGroupsOf, groupNamed, setAnsweringGroups } from '../groups/index.ts'
import { actOnPerson, type PersonAct, refuseOwn } from './act-on-person.ts'

type Ok = { ok: true }

/** Makes an approver answer for the members of a group, or no longer (RR-6). Said by administrators, never by where the approver is
 * a member: who is moved into a group gets no right by it. */
export function changeAnswersFor(core: Core, q: PersonAct & { group: string; answers: boolean }): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person, by } = on
    refuseOwn(on)
    const group = await groupNamed(tx, q.group)
    if (!group) throw new Refusal(refused('not_found'))
    if (person.role !== 'approver') throw new Refusal(refused('bad_request'))
    const before = (await answeringGroupsOf(tx, person.id)).map((one) => one.id)
    if (before.includes(group.id) === q.answers) return { ok: true }
    const answers = q.answers ? 'yes' : 'no'
    await on.confirmed('change-answers-for', { account: person.id, group: group.id, name: group.name, answers })
    const groups = q.answers ? [...before, group.id] : before.filter((id) => id !== group.id)
    await setAnsweringGroups(core, tx, { approver: person.id, groups, by: by.id })
    await on.record('answers_for_changed', { group: group.id, name: group.name, answers: q.answers })
    return { ok: true }
  })
}
