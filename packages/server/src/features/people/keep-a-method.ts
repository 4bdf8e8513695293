import type { Core } from '../../core.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { type Method, offersFor } from '../confirmation/index.ts'
import type { OnPerson } from './act-on-person.ts'

/** Whether somebody with two-factor authentication has something to confirm with, by the rules as they are inside this transaction. */
async function canConfirm(core: Core, methods: readonly Method[], { tx, person }: OnPerson): Promise<boolean> {
  return (await offersFor(core, tx, methods, { account: person.id, now: core.clock.now() })).length > 0
}

/** Does what puts somebody under other rules, by group or by role, unless it leaves them without a method (EN-1): as a change of the
 * rules themselves would be refused. Who had nothing before is not kept from it.
 * @throws Refusal policy_leaves_without */
export async function keepingAMethod<T>(core: Core, methods: readonly Method[], on: OnPerson, work: () => Promise<T>): Promise<T> {
  const { person } = on
  const before = person.two_factor_since !== null && (await canConfirm(core, methods, on))
  const result = await work()
  if (before && !(await canConfirm(core, methods, on)))
    throw new Refusal(refused('policy_leaves_without', { detail: { count: 1, names: person.name.split(' ')[0] ?? person.name } }))
  return result
}
