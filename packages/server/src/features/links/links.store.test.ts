import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow } from '../../testing/index.ts'
import { endLinks, findLink, makeLink, openLinkUntil, spendLink } from './link.ts'

forEachEngine('links', (engine) => {
  it('are found, used once, ended by what they would do, and asked for their end', async () => {
    const core = await createTestCore({ database: await engine.open() })
    const { id: accountId } = await makeAccountRow(core)
    const make = (data: Record<string, string>) =>
      inPlainTransaction(core.db, (tx) => makeLink(core, tx, { purpose: 'email', accountId, data, ttl: 1000 }))
    const [one, two] = [await make({ email: 'a' }), await make({ email: 'b' })]
    const now = core.clock.now()
    expect(await findLink(core, core.db, 'email', one.token)).toMatchObject({ data: { email: 'a' }, expiresAt: now + 1000 })
    expect(await openLinkUntil(core.db, { account: accountId, purpose: 'email', now })).toBe(now + 1000)
    await inPlainTransaction(core.db, async (tx) => {
      expect(await spendLink(core, tx, one.id)).toBe(true)
      expect(await spendLink(core, tx, one.id)).toBe(false)
      await endLinks(tx, { accountId, purpose: 'email', data: { email: 'b' }, now })
    })
    for (const { token } of [one, two]) expect(await findLink(core, core.db, 'email', token)).toBeUndefined()
    expect(await openLinkUntil(core.db, { account: accountId, purpose: 'email', now })).toBeUndefined()
  })
})
