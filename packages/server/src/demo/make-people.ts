import type { Core } from '../core.ts'
import { inPlainTransaction, type Tx } from '../db/transaction.ts'
import { type AccountRow, addAddress, changeAccount, createAccount, findAddressRow, proveAddress } from '../features/accounts/index.ts'
import { makeLink } from '../features/links/index.ts'
import { hashPassword } from '../features/passwords/index.ts'
import { askNumber, useNumber } from '../features/phone-numbers/index.ts'
import { makeCodeSet, saveCodeSet } from '../features/recovery-codes/index.ts'
import { days, hours } from '../kernel/clock.ts'
import { insertAnswering, insertMembership } from './demo.store.ts'
import { addressOf, type MadeUpPerson } from './made-up-people.ts'
import type { MovableClock } from './movable-clock.ts'

/** Somebody of the demo as the desk knows them: with what only they themselves would know. */
export interface DeskAccount extends MadeUpPerson {
  id: string
  codes: string[]
  codeSet: string | undefined
  invitation: string | undefined
}

const groupOf = (name: string): { id: string; name: string } => ({ id: `grp_demo_${name.toLowerCase()}`, name })

async function makeAccount(core: Core, tx: Tx, person: MadeUpPerson, passwordHash: string | undefined): Promise<AccountRow> {
  const state = passwordHash ? 'active' : 'invited'
  const account = await createAccount(core, tx, {
    login: person.login,
    name: person.name,
    role: person.role,
    state,
    ...(passwordHash ? { passwordHash } : {}),
  })
  if (!account) throw new Error(`There is somebody called ${person.login} already`)
  const email = await findAddressRow(tx, await addAddress(core, tx, { account: account.id, address: addressOf(person) }))
  if (passwordHash && email) await proveAddress(core, tx, email)
  for (const name of person.groups) {
    const [group, now] = [groupOf(name), core.clock.now()]
    await insertMembership(tx, { account: account.id, group, now })
    if (person.role === 'approver') await insertAnswering(tx, { account: account.id, group: group.id, now })
  }
  return account
}

async function addNumber(core: Core, tx: Tx, q: { account: string; e164: string | undefined }): Promise<void> {
  if (!q.e164) return
  const { id } = await askNumber(core, tx, { account: q.account, e164: q.e164 })
  await useNumber(core, tx, { account: q.account, id, weakUntil: 0 })
}

async function makePerson(core: Core, person: MadeUpPerson): Promise<DeskAccount> {
  const hash = person.password ? await hashPassword(core, person.password) : undefined
  const account = await inPlainTransaction(core.db, (tx) => makeAccount(core, tx, person, hash))
  const drawn = person.twoFactor ? await makeCodeSet(core, { accountId: account.id, weakUntil: 0 }) : undefined
  if (drawn) {
    await inPlainTransaction(core.db, async (tx) => {
      await saveCodeSet(core, tx, { accountId: account.id, set: drawn.set })
      await addNumber(core, tx, { account: account.id, e164: person.number })
      await changeAccount(tx, { id: account.id, from: ['active'], set: { two_factor_since: core.clock.now() } })
    })
  }
  return { ...person, id: account.id, codes: drawn?.codes ?? [], codeSet: drawn?.set, invitation: undefined }
}

/** Makes these people, each as if they had come so many days ago. */
export async function makePeople(core: Core, clock: MovableClock, people: readonly MadeUpPerson[]): Promise<DeskAccount[]> {
  const made: DeskAccount[] = []
  for (const person of people) {
    clock.back()
    clock.move(-days(person.days))
    made.push(await makePerson(core, person))
  }
  clock.back()
  for (const one of made) {
    if (one.password) continue
    // The invitation is fresh, however long ago the account was made.
    const link = await inPlainTransaction(core.db, (tx) => makeLink(core, tx, { purpose: 'invitation', accountId: one.id, ttl: hours(72) }))
    one.invitation = link.url
  }
  return made
}
