import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { minutes } from '../../kernel/clock.ts'
import { createTestCore, makeAccountRow, type TestCore } from '../../testing/index.ts'
import { endAccountLinks, endLinks, findLink, type LinkPurpose, makeLink, openLinkUntil, spendLink } from './link.ts'

let core: TestCore
let ana: string
const inTx = <T>(work: Parameters<typeof inPlainTransaction<T>>[1]) => inPlainTransaction(core.db, work)
const make = (purpose: LinkPurpose, more: { data?: Record<string, string>; accountId?: string } = {}) =>
  inTx((tx) => makeLink(core, tx, { purpose, accountId: ana, ttl: minutes(15), ...more }))
const find = (purpose: LinkPurpose, token: string) => findLink(core, core.db, purpose, token)

beforeEach(async () => {
  core = await createTestCore()
  ana = (await makeAccountRow(core)).id
})
afterEach(() => core.close())

describe('a one-time link', () => {
  it('carries 256 bits in its fragment, and is nowhere stored readable', async () => {
    const link = await make('reset')
    expect(link.url).toMatch(/^https:\/\/login\.example\.org\/link\/reset#[\w-]{43}$/)
    const rows = JSON.stringify(await core.db.selectFrom('link').selectAll().execute())
    expect(rows).not.toContain(link.token)
    expect(await find('reset', link.token)).toMatchObject({ id: link.id, accountId: ana, data: {} })
  })
  it('R-57 is unknown under every other purpose', async () => {
    const { token } = await make('invitation')
    const others: LinkPurpose[] = ['reset', 'email', 'email-undo', 'not-me', 'set-up', 'first-start']
    for (const purpose of others) expect(await find(purpose, token)).toBeUndefined()
  })
  it('ends at its time, to the millisecond', async () => {
    const link = await make('reset')
    core.clock.advance(minutes(15) - 1)
    expect(await find('reset', link.token)).toBeDefined()
    core.clock.advance(1)
    expect(await find('reset', link.token)).toBeUndefined()
    expect(await inTx((tx) => spendLink(core, tx, link.id))).toBe(false)
  })
  it('works once', async () => {
    const link = await make('reset')
    expect(await inTx((tx) => spendLink(core, tx, link.id))).toBe(true)
    expect(await inTx((tx) => spendLink(core, tx, link.id))).toBe(false)
    expect(await find('reset', link.token)).toBeUndefined()
  })
  it('ends with the others of its purpose and account, or only with those that would do the same', async () => {
    const other = (await makeAccountRow(core)).id
    const [one, two] = [await make('email', { data: { email: 'a' } }), await make('email', { data: { email: 'b' } })]
    const foreign = await make('email', { accountId: other })
    await inTx((tx) => endLinks(tx, { accountId: ana, purpose: 'email', data: { email: 'a' }, now: core.clock.now() }))
    expect(await find('email', one.token)).toBeUndefined()
    expect(await find('email', two.token)).toBeDefined()
    await inTx((tx) => endLinks(tx, { accountId: ana, purpose: 'email', now: core.clock.now() }))
    expect(await find('email', two.token)).toBeUndefined()
    expect(await find('email', foreign.token)).toBeDefined()
  })
  it('can be asked for how long the last one works', async () => {
    expect(await openLinkUntil(core.db, { account: ana, purpose: 'invitation', now: core.clock.now() })).toBeUndefined()
    const { expiresAt } = await make('invitation')
    expect(await openLinkUntil(core.db, { account: ana, purpose: 'invitation', now: core.clock.now() })).toBe(expiresAt)
  })
})

describe('what an act ends', () => {
  it.each([
    ['account-disabled', ['reset', 'email', 'not-me', 'invitation', 'email-undo', 'set-up']],
    ['password-changed', ['reset']],
    ['notice-not-me', ['reset', 'email']],
    ['logged-out-everywhere', []],
  ] as const)('EN-5 SI-12 %s', async (act, ended) => {
    const purposes: LinkPurpose[] = ['reset', 'email', 'not-me', 'invitation', 'email-undo', 'set-up']
    const links = await Promise.all(purposes.map(async (purpose) => ({ purpose, ...(await make(purpose)) })))
    await inTx((tx) => endAccountLinks(core)(tx, ana, act, {}))
    for (const link of links)
      expect((await find(link.purpose, link.token)) === undefined, link.purpose).toBe((ended as readonly string[]).includes(link.purpose))
  })
})
