import { createHash } from 'node:crypto'
import { splitChange } from '@sparekey/protocol/policy-settings'
import type { Core } from '../../core.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import type { Method } from '../confirmation/index.ts'
import { groupsOf, setGroups } from '../groups/index.ts'
import { type Sourced, sourcesFor } from '../policy/index.ts'
import { actOnPerson, type OnPerson, type PersonAct } from './act-on-person.ts'
import { keepingAMethod } from './keep-a-method.ts'

type Ok = { ok: true }
type Group = { id: string; name: string }

/** As much of the groups' names as a prompt can show. */
const shownNames = 400

/** Puts somebody into exactly these groups, at once. Where that takes them out of stricter rules it needs a fresh confirmation: it
 * weakens what holds for this person without changing any rule (EN-1). */
export function changeGroups(core: Core, methods: readonly Method[], q: PersonAct & { groups: string[] }): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person } = on
    const now = core.clock.now()
    const before = { groups: await groupsOf(tx, person.id), rules: await sourcesFor(tx, person, now) }
    const put = () => setGroups(core, tx, { account: person.id, groups: q.groups })
    const changed = await keepingAMethod(core, methods, on, put)
    if (changed === undefined) throw new Refusal(refused('not_found'))
    if (isWeaker(before.rules, await sourcesFor(tx, person, now))) await confirmLeaving(on, before.groups)
    if (changed > 0) await on.record('groups_changed', { changed, groups: q.groups.length })
    return { ok: true }
  })
}

/** Some setting is weaker than before. */
function isWeaker(before: Sourced[], after: Sourced[]): boolean {
  const values = new Map(after.map((one) => [one.setting, one.value]))
  return before.some(({ setting, value }) => splitChange(setting, value, values.get(setting)).later !== undefined)
}

async function confirmLeaving(on: OnPerson, before: Group[]): Promise<void> {
  const kept = new Set((await groupsOf(on.tx, on.person.id)).map((group) => group.id))
  const left = before.filter((group) => !kept.has(group.id))
  const names = left.map((group) => group.name).join(', ')
  const ids = left.map((group) => group.id).toSorted()
  const digest = createHash('sha256').update(ids.join(' ')).digest('base64url')
  await on.confirmed('change-groups', { account: on.person.id, leaves: names.slice(0, shownNames), digest })
}
