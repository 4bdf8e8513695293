import type { DeskPerson } from '@sparekey/protocol/desk'
import type { Db } from '../db/open.ts'
import { countCodesLeft, listPhones, listStates } from './demo.store.ts'
import type { DeskAccount } from './make-people.ts'

/** The made-up people as they stand now. */
export async function deskPeople(db: Db, people: readonly DeskAccount[]): Promise<DeskPerson[]> {
  const phones = await listPhones(db)
  const states = new Map((await listStates(db)).map((row) => [row.id, row]))
  const left = await countCodesLeft(db)
  return people.map((one) => {
    const state = states.get(one.id)
    return {
      id: one.id,
      login: one.login,
      name: one.name,
      role: one.role,
      groups: one.groups,
      about: one.about,
      ...(one.password ? { password: one.password } : {}),
      ...(one.number ? { number: one.number } : {}),
      codes: one.codes,
      codesLeft: (one.codeSet && left.get(one.codeSet)) || 0,
      twoFactor: Boolean(state?.two_factor_since),
      phones: phones.filter((phone) => phone.account_id === one.id).map((phone) => phone.name),
      ...(one.invitation && state?.state === 'invited' ? { invitation: one.invitation } : {}),
    }
  })
}
