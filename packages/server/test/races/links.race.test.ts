import { expect, it } from 'vitest'
import { endsOf } from '../../src/app.ts'
import type { Core } from '../../src/core.ts'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { addAddress, findAddressRow, lockAccount } from '../../src/features/accounts/index.ts'
import { confirmAddress } from '../../src/features/addresses/confirm-address.ts'
import { undoAddress } from '../../src/features/addresses/undo-address.ts'
import { createFirstAdministrator } from '../../src/features/first-start/create-first-administrator.ts'
import { makeFirstStartLink } from '../../src/features/first-start/index.ts'
import { logInByLink } from '../../src/features/first-start/log-in-by-link.ts'
import { acceptInvitation } from '../../src/features/invitations/accept-invitation.ts'
import { type LinkPurpose, makeLink } from '../../src/features/links/index.ts'
import { notMeByLink } from '../../src/features/not-me/not-me-by-link.ts'
import { tellOwner } from '../../src/features/notices/index.ts'
import { resetPassword } from '../../src/features/passwords/reset-password.ts'
import type { Visitor } from '../../src/http/visitor.ts'
import { hours } from '../../src/kernel/clock.ts'
import { anotherNode, createTestCore, forEachEngine, makeAccountRow, type TestCore } from '../../src/testing/index.ts'
import { makePerson, testPassword } from '../../src/testing/whole.ts'

const callers = 200
const nodesAtOnce = 4
const password = 'seven quiet otters on a lamp'
const tokenIn = (text: string | undefined): string => /#([\w-]{43})/.exec(text ?? '')?.[1] ?? ''
const visitor = (n: number): Visitor => ({ ip: `203.0.113.${n}`, network: `203.0.113.${n}`, agent: 'Chrome on Windows', cookies: {} })

forEachEngine('of 200 parallel callers exactly one wins', (engine) => {
  /** One installation on several nodes, with all that acts end. */
  async function open(): Promise<{ core: TestCore; nodes: Core[] }> {
    const bare = await createTestCore({ database: await engine.open({ shared: true }) })
    const core: TestCore = { ...bare, ends: endsOf(bare) }
    const nodes: Core[] = [core]
    for (let n = 1; n < nodesAtOnce; n++) nodes.push(await anotherNode(core, n))
    return { core, nodes }
  }
  async function race(nodes: Core[], act: (core: Core, n: number) => Promise<{ ok: boolean; code?: string }>) {
    const results = await Promise.all(Array.from({ length: callers }, (_, n) => act(nodes[n % nodes.length] as Core, n)))
    expect(new Set(results.filter((result) => !result.ok).map((result) => result.code))).toEqual(new Set(['link_over']))
    return results.filter((result) => result.ok).length
  }
  const link = (core: Core, purpose: LinkPurpose, accountId: string, data = {}) =>
    inPlainTransaction(core.db, (tx) => makeLink(core, tx, { purpose, accountId, data, ttl: hours(1) }))
  const audits = async (core: Core, act: string) => (await core.db.selectFrom('audit').select('id').where('act', '=', act).execute()).length

  it('EN-4 accepting one invitation', async () => {
    const { core, nodes } = await open()
    const ana = await makeAccountRow(core, { state: 'invited' })
    const { token } = await link(core, 'invitation', ana.id)
    expect(await race(nodes, (node, n) => acceptInvitation(node, { token, password, visitor: visitor(n) }))).toBe(1)
    expect(await core.db.selectFrom('sign_in').select('id').execute()).toHaveLength(1)
    expect(await audits(core, 'invitation_accepted')).toBe(1)
  })

  it('EN-4 accepting by the mailed link and by the one that was handed over', async () => {
    const { core, nodes } = await open()
    const ana = await makeAccountRow(core, { state: 'invited' })
    const tokens = [(await link(core, 'invitation', ana.id)).token, (await link(core, 'invitation', ana.id)).token]
    const accept = (node: Core, n: number) => acceptInvitation(node, { token: tokens[n % 2] ?? '', password, visitor: visitor(n) })
    expect(await race(nodes, accept)).toBe(1)
  })

  it('EN-3 using one reset link', async () => {
    const { core, nodes } = await open()
    const ana = await makePerson(core)
    const { token } = await link(core, 'reset', ana.id)
    expect(await race(nodes, (node, n) => resetPassword(node, { token, password: `${password} ${n}`, ip: '203.0.113.7' }))).toBe(1)
    const row = await core.db.selectFrom('account').select('password_version').where('id', '=', ana.id).executeTakeFirstOrThrow()
    expect(row.password_version).toBe(2)
  })

  it('OP-1 making the first administrator', async () => {
    const { core, nodes } = await open()
    const token = tokenIn(await makeFirstStartLink(core))
    const given = (n: number) => ({ token, name: `Ada ${n}`, login: `ada${n}`, email: `ada${n}@example.org`, password })
    expect(await race(nodes, (node, n) => createFirstAdministrator(node, { given: given(n), visitor: visitor(n) }))).toBe(1)
    expect(await core.db.selectFrom('account').select('id').execute()).toHaveLength(1)
  })

  it('OP-9 using one set-up link', async () => {
    const { core, nodes } = await open()
    const ada = await makePerson(core, { role: 'admin' })
    const { token } = await link(core, 'set-up', ada.id)
    const use = (node: Core, n: number) =>
      logInByLink(node, {
        purpose: 'set-up',
        token,
        login: ada.login,
        password: testPassword,
        visitor: { ...visitor(n), network: `n${n}` },
      })
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => use(nodes[n % nodes.length] as Core, n)))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
  })

  it('EN-6 proving one address', async () => {
    const { core, nodes } = await open()
    const ana = await makePerson(core)
    const email = await inPlainTransaction(core.db, (tx) => addAddress(core, tx, { account: ana.id, address: 'new@example.org' }))
    const { token } = await link(core, 'email', ana.id, { email })
    expect(await race(nodes, (node) => confirmAddress(node, { token, ip: '203.0.113.7' }))).toBe(1)
    expect((await findAddressRow(core.db, email))?.verified_at).not.toBeNull()
  })

  it('EN-6 one address for several accounts', async () => {
    const { core, nodes } = await open()
    const people = await Promise.all(Array.from({ length: 20 }, () => makePerson(core)))
    const tokens = await Promise.all(
      people.map(async (one) => {
        const email = await inPlainTransaction(core.db, (tx) => addAddress(core, tx, { account: one.id, address: 'same@example.org' }))
        return (await link(core, 'email', one.id, { email })).token
      }),
    )
    const results = await Promise.all(
      tokens.map((token, n) => confirmAddress(nodes[n % nodes.length] as Core, { token, ip: '203.0.113.7' })),
    )
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(new Set(results.filter((result) => !result.ok).map((result) => (result.ok ? '' : result.code)))).toEqual(
      new Set(['address_taken']),
    )
  })

  it('EN-6 undoing one change', async () => {
    const { core, nodes } = await open()
    const ana = await makePerson(core)
    const [told] = await core.db.selectFrom('email').select('id').where('account_id', '=', ana.id).execute()
    const email = await inPlainTransaction(core.db, (tx) => addAddress(core, tx, { account: ana.id, address: 'new@example.org' }))
    const { token } = await link(core, 'email-undo', ana.id, { email, told: told?.id, change: 'added' })
    expect(await race(nodes, (node) => undoAddress(node, { token, ip: '203.0.113.7' }))).toBe(1)
  })

  it('AU-4 saying "This wasn\'t me" to one notice, from two addresses', async () => {
    const { core, nodes } = await open()
    const ana = await makePerson(core)
    const { notice } = await inPlainTransaction(core.db, (tx) => tellOwner(core, tx, { accountId: ana.id, kind: 'code-used' }))
    const tokens = [(await link(core, 'not-me', ana.id, { notice })).token, (await link(core, 'not-me', ana.id, { notice })).token]
    expect(await race(nodes, (node, n) => notMeByLink(node, { token: tokens[n % 2] ?? '', ip: '203.0.113.7' }))).toBe(1)
    expect(await audits(core, 'notice_denied')).toBe(1)
  })
})

forEachEngine('a link that is used while its account is being disabled', (engine) => {
  type Use = (core: Core, token: string) => Promise<{ ok: boolean }>
  const ip = '203.0.113.7'
  const uses: [LinkPurpose, Use][] = [
    ['reset', (core, token) => resetPassword(core, { token, password, ip })],
    ['invitation', (core, token) => acceptInvitation(core, { token, password, visitor: visitor(1) })],
    ['not-me', (core, token) => notMeByLink(core, { token, ip })],
    ['email', (core, token) => confirmAddress(core, { token, ip })],
    ['email-undo', (core, token) => undoAddress(core, { token, ip })],
  ]
  it.each(uses)('EN-5 waits for it, and neither for each other: %s', async (purpose, use) => {
    const bare = await createTestCore({ database: await engine.open({ shared: true }) })
    const core: TestCore = { ...bare, ends: endsOf(bare) }
    const node = await anotherNode(core, 1)
    const ana = await makePerson(core, { role: 'admin', state: purpose === 'invitation' ? 'invited' : 'active' })
    const [told] = await core.db.selectFrom('email').select('id').where('account_id', '=', ana.id).execute()
    const { token } = await inPlainTransaction(core.db, async (tx) => {
      const { notice } = await tellOwner(core, tx, { accountId: ana.id, kind: 'code-used' })
      const email = await addAddress(core, tx, { account: ana.id, address: 'new@example.org' })
      const data = { notice, email, told: told?.id ?? '', change: 'added' }
      return await makeLink(core, tx, { purpose, accountId: ana.id, data, ttl: hours(1) })
    })
    const { promise: locked, resolve: go } = Promise.withResolvers<void>()
    const using = locked.then(() => use(node, token))
    await inPlainTransaction(core.db, async (tx) => {
      await lockAccount(tx, ana.id)
      go()
      // The other one gets as far as it can.
      for (let n = 0; n < 300; n++) await findAddressRow(tx, '')
      await core.ends(tx, ana.id, 'account-disabled', {})
    })
    expect(await using).toMatchObject({ ok: false, code: 'link_over' })
  })
})
