import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { createTestCore, makeAccountRow, makeEmailRow, type TestCore } from '../../testing/index.ts'
import { emailsView, holdAddressesAddedSince, resetAddresses, usableAddresses } from './addresses.ts'
import { findAccountByLogin } from './find-account.ts'

let core: TestCore
let ana: string
const ago = (n: number): number => core.clock.now() - days(n)
const add = (address: string, given: Parameters<typeof makeEmailRow>[2] = {}) => makeEmailRow(core, ana, { address, ...given })
const resetTo = async () => (await resetAddresses(core.db, ana, core.clock.now())).map((row) => row.address)

beforeEach(async () => {
  core = await createTestCore()
  ana = (await makeAccountRow(core, { login: 'ana' })).id
})
afterEach(() => core.close())

describe('EN-6 SI-15 a reset link goes to the addresses as they were 7 days ago', () => {
  it('to both, where nothing changed', async () => {
    await add('a@example.org')
    await add('b@example.org')
    expect(await resetTo()).toEqual(['a@example.org', 'b@example.org'])
  })
  it('to the old one only, after another was added', async () => {
    await add('old@example.org')
    await add('new@example.org', { added_at: ago(6), verified_at: ago(6) })
    expect(await resetTo()).toEqual(['old@example.org'])
    core.clock.advance(days(1))
    expect(await resetTo()).toEqual(['old@example.org', 'new@example.org'])
  })
  it('to the removed one for 7 days', async () => {
    await add('old@example.org', { replaced_at: ago(6) })
    await add('new@example.org', { added_at: ago(6), verified_at: ago(6) })
    expect(await resetTo()).toEqual(['old@example.org'])
    core.clock.advance(days(1))
    expect(await resetTo()).toEqual(['new@example.org'])
  })
  it('to the first one of a younger account', async () => {
    await add('second@example.org', { added_at: ago(1), verified_at: ago(1) })
    await add('first@example.org', { added_at: ago(3), verified_at: ago(2) })
    expect(await resetTo()).toEqual(['first@example.org'])
  })
  it('never to one that was not proved, or is held', async () => {
    await add('typed@example.org', { verified_at: null })
    await add('held@example.org', { held_at: ago(1) })
    expect(await resetTo()).toEqual([])
  })
})

describe('an address that is not proved, removed or held', () => {
  it.each([
    ['not proved', { verified_at: null }],
    ['removed', { replaced_at: 1 }],
    ['held', { held_at: 1 }],
  ])('is no login and gets no message: %s', async (_name, given) => {
    await add('a@example.org', given)
    expect(await usableAddresses(core.db, ana)).toEqual([])
    expect(await findAccountByLogin(core.db, 'a@example.org')).toBeUndefined()
  })
  it('is found in every form otherwise', async () => {
    await add('a@example.org')
    for (const form of ['A@Example.org', ' a@example.org ', 'ａ＠example.org'])
      expect((await findAccountByLogin(core.db, form))?.id).toBe(ana)
  })
})

describe('AU-4 "This wasn\'t me"', () => {
  it('holds what was added since, drops what waits, and leaves the first and the older', async () => {
    await add('first@example.org', { added_at: ago(6), verified_at: ago(6) })
    await add('second@example.org', { added_at: ago(2), verified_at: ago(2) })
    await add('waiting@example.org', { added_at: ago(1), verified_at: null })
    await inPlainTransaction(core.db, (tx) => holdAddressesAddedSince(core, tx, ana, ago(7)))
    const view = (await emailsView(core.db, ana)).map(({ address, held }) => [address, held])
    expect(view).toEqual([
      ['first@example.org', false],
      ['second@example.org', true],
    ])
    expect(await resetTo()).toEqual(['first@example.org'])
  })
})
