import type { Role } from '@sparekey/protocol/common'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, type Instant } from '../../kernel/clock.ts'
import { createTestCore, makeAccountRow, makeAnsweringRow, makeTrustedPhone, type TestCore } from '../../testing/index.ts'
import { changeStanding, getAccount } from '../accounts/index.ts'
import { setGroups } from '../groups/index.ts'
import { answerersOf, isMarked, oneOfTwo, protectedAs } from './index.ts'

// RR-6 against a model that writes down everything there ever was and looks back over all of it. Whatever is moved, in whatever order,
// the two must agree on who protects an account, who answers for it, and who is one of two.

const people = ['ana', 'ada', 'bob', 'cyn'] as const
type Person = (typeof people)[number]
const approvers = ['ada', 'bob', 'cyn'] as const
const groups = ['sales', 'lab'] as const
type Group = (typeof groups)[number]

type Op =
  | { op: 'role'; who: Person; role: Role }
  | { op: 'state'; who: 'ada' | 'bob' | 'cyn'; state: 'active' | 'disabled' }
  | { op: 'member'; in: Group[] }
  | { op: 'answers'; who: 'ada' | 'bob' | 'cyn'; group: Group; yes: boolean }
  | { op: 'mark'; group: Group; yes: boolean }

const role = fc.constantFrom<Role>('member', 'approver', 'admin')
const approver = fc.constantFrom(...approvers)
const group = fc.constantFrom(...groups)
// Roles change back and forth: what was two steps back counts as well.
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('role' as const), who: fc.constantFrom<Person>('ana', 'ana', ...people), role }) },
  fc.record({ op: fc.constant('state' as const), who: approver, state: fc.constantFrom('active' as const, 'disabled' as const) }),
  fc.record({ op: fc.constant('member' as const), in: fc.subarray([...groups]) }),
  fc.record({ op: fc.constant('answers' as const), who: approver, group, yes: fc.boolean() }),
  fc.record({ op: fc.constant('mark' as const), group, yes: fc.boolean() }),
)
/** Each act, and how many hours later the next one comes. */
const story = fc.array(fc.tuple(op, fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 14 })

const rank: Record<Role, number> = { member: 0, approver: 1, admin: 2 }

/** Every value that something ever had, with since when. */
class History<T> {
  readonly values: { at: Instant; value: T }[]
  constructor(at: Instant, value: T) {
    this.values = [{ at, value }]
  }
  get now(): T {
    return this.values.at(-1)?.value as T
  }
  /** When the value of now began, without a break. */
  get since(): Instant {
    return this.values.findLast((one, place) => this.values[place - 1]?.value !== one.value)?.at ?? 0
  }
  set(at: Instant, value: T): void {
    this.values.push({ at, value })
  }
  /** Everything that it was at some moment after `from`. */
  after(from: Instant): T[] {
    return this.values.filter((_, place) => (this.values[place + 1]?.at ?? Infinity) > from).map((one) => one.value)
  }
}

async function build() {
  const core = await createTestCore()
  const start = core.clock.now()
  const ids = {} as Record<Person, string>
  for (const who of people) {
    ids[who] = (await makeAccountRow(core, { role: who === 'ana' ? 'member' : 'admin', two_factor_since: 1 })).id
    await makeTrustedPhone(core, ids[who])
  }
  for (const name of groups) await core.db.insertInto('people_group').values({ id: name, name, name_key: name, created_at: 1 }).execute()
  const history = <T>(value: T) => new History(start - days(30), value)
  const perGroup = <T>(value: T) => Object.fromEntries(groups.map((name) => [name, history(value)])) as Record<Group, History<T>>
  const perPerson = <T>(make: (who: Person) => T) => Object.fromEntries(people.map((who) => [who, make(who)])) as Record<Person, T>
  return {
    core,
    ids,
    roles: perPerson((who) => history<Role>(who === 'ana' ? 'member' : 'admin')),
    states: perPerson(() => history<'active' | 'disabled'>('active')),
    member: perGroup(false),
    marks: perGroup(false),
    answers: perPerson(() => perGroup(false)),
  }
}
type World = Awaited<ReturnType<typeof build>>

async function play(world: World, one: Op, n: number): Promise<void> {
  const { core, ids } = world
  const now = core.clock.now()
  const standing = (who: Person, set: { role?: Role; state?: 'active' | 'disabled' }) =>
    inPlainTransaction(core.db, (tx) => changeStanding(core, tx, { id: ids[who], from: ['active', 'disabled'], set }))
  if (one.op === 'role') {
    await standing(one.who, { role: one.role })
    world.roles[one.who].set(now, one.role)
  } else if (one.op === 'state') {
    await standing(one.who, { state: one.state })
    world.states[one.who].set(now, one.state)
  } else if (one.op === 'member') {
    await inPlainTransaction(core.db, (tx) => setGroups(core, tx, { account: ids.ana, groups: one.in }))
    for (const name of groups) world.member[name].set(now, one.in.includes(name))
  } else if (one.op === 'answers') await answer(world, one, now)
  else await mark(core, one, n)
  if (one.op === 'mark') world.marks[one.group].set(now, one.yes)
}

async function answer({ core, ids, answers }: World, one: Extract<Op, { op: 'answers' }>, now: Instant): Promise<void> {
  const held = answers[one.who][one.group]
  if (held.now === one.yes) return
  held.set(now, one.yes)
  if (one.yes) return await makeAnsweringRow(core, ids[one.who], one.group, { added_at: now })
  await core.db
    .updateTable('answering_group')
    .set({ removed_at: now })
    .where('account_id', '=', ids[one.who])
    .where('group_id', '=', one.group)
    .execute()
}

async function mark(core: TestCore, one: Extract<Op, { op: 'mark' }>, n: number): Promise<void> {
  const now = core.clock.now()
  const row = { group_id: one.group, setting: 'twoApprovers', value: one.yes ? 'yes' : 'no', works_from: now, revision: n, made_at: now }
  await core.db
    .updateTable('policy_rule')
    .set({ replaced_at: now })
    .where('group_id', '=', one.group)
    .where('replaced_at', 'is', null)
    .execute()
  await core.db
    .insertInto('policy_rule')
    .values({ id: `rul_${n}`, made_by: 'acc_x', replaced_at: null, stopped_at: null, stopped_by: null, ...row })
    .execute()
}

/** What RR-6 says of it, straight from the histories. */
function model(world: World) {
  const now = world.core.clock.now()
  const week = now - days(7)
  const highest = world.roles.ana.after(week).reduce((a, b) => (rank[b] > rank[a] ? b : a))
  // A group that was both Ana's and marked lately, though perhaps never at one moment: neither move may be made to help.
  const marked = groups.some((name) => world.member[name].after(week).includes(true) && world.marks[name].after(week).includes(true))
  const counting = approvers.filter((who) => {
    const held = world.roles[who].now
    if (world.states[who].now !== 'active' || held === 'member') return false
    if (world.states[who].after(week).includes('disabled')) return false
    if (world.roles[who].after(week).some((was) => rank[was] < rank[held])) return false
    if (held === 'admin') return true
    const shared = groups.filter((name) => world.member[name].now && world.answers[who][name].now)
    const old = shared.some((name) => Math.max(world.member[name].since, world.answers[who][name].since) <= week)
    return highest === 'member' && old
  })
  return { highest, marked, counting: [...counting].sort() }
}

it('RR-6 whatever roles, states, groups and marks go through, who protects, answers and counts is as the whole history says', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (acts) => {
      const world = await build()
      try {
        for (const [n, [one, later]] of acts.entries()) {
          await play(world, one, n)
          world.core.clock.advance(hours(later))
        }
        const { core, ids } = world
        const ana = await getAccount(core.db, ids.ana)
        const counting = oneOfTwo(await answerersOf(core, core.db, ana)).map((one) => people.find((who) => ids[who] === one.account.id))
        const found = {
          highest: await protectedAs(core, core.db, ana),
          marked: await isMarked(core, core.db, ana.id),
          counting: counting.sort(),
        }
        expect(found).toEqual(model(world))
      } finally {
        await world.core.close()
      }
    }),
    { numRuns: 100 },
  )
}, 60_000)
