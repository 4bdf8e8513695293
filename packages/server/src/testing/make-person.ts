import { inPlainTransaction } from '../db/transaction.ts'
import { hashPassword } from '../features/passwords/index.ts'
import { makeCodeSet, saveCodeSet } from '../features/recovery-codes/index.ts'
import { days } from '../kernel/clock.ts'
import { makeAccountRow, makeEmailRow } from './rows.ts'
import type { TestCore } from './test-core.ts'
import { makeTrustedPhone, type TestPhone } from './test-phone.ts'

/** The password of every made-up person. */
export const testPassword = 'correct horse battery staple'

/** Somebody whose set-up is complete: a password, an address, a phone in the hand and ten codes. */
export interface TestPerson {
  id: string
  login: string
  email: string
  phone: TestPhone
  codes: string[]
}

/** @param given columns of the account; `two_factor_since: null` leaves phone and codes unused */
export async function makePerson(core: TestCore, given: Parameters<typeof makeAccountRow>[1] = {}): Promise<TestPerson> {
  const account = await makeAccountRow(core, {
    password_hash: await hashPassword(core, testPassword),
    two_factor_since: core.clock.now() - days(20),
    ...given,
  })
  const email = await makeEmailRow(core, account.id)
  const phone = await makeTrustedPhone(core, account.id)
  const made = await makeCodeSet(core, { accountId: account.id, weakUntil: 0 })
  await inPlainTransaction(core.db, (tx) => saveCodeSet(core, tx, { accountId: account.id, set: made.set }))
  return { id: account.id, login: account.login, email: email.address, phone, codes: [...made.codes] }
}
