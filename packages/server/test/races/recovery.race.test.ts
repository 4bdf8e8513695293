import { expect, it } from 'vitest'
import { endsOf, signInParts } from '../../src/app.ts'
import type { Core } from '../../src/core.ts'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { accessCodeLife, makeAccessCode, tryAccessCode } from '../../src/features/access-codes/index.ts'
import { setPasswordByCode } from '../../src/features/access-codes/set-password-by-code.ts'
import { lockAccount } from '../../src/features/accounts/index.ts'
import { makeLink } from '../../src/features/links/index.ts'
import { tellOwner } from '../../src/features/notices/index.ts'
import { decideRequest } from '../../src/features/recovery-requests/index.ts'
import { sendRequest } from '../../src/features/recovery-requests/send-request.ts'
import { typeAccessCode } from '../../src/features/recovery-requests/type-access-code.ts'
import { finishSignIn } from '../../src/features/sign-in/finish.ts'
import { getSignIn } from '../../src/features/sign-in/index.ts'
import { stopByLink } from '../../src/features/stop-this/stop-by-link.ts'
import { claimForBrowser, grantSuspension, type ToGrant } from '../../src/features/suspensions/index.ts'
import { cookieName } from '../../src/http/cookies.ts'
import type { Visitor } from '../../src/http/visitor.ts'
import { hours } from '../../src/kernel/clock.ts'
import { anotherNode, createTestCore, forEachEngine, makeBrowserRow, makeSignInRow, type TestCore } from '../../src/testing/index.ts'
import { makePerson, type TestPerson } from '../../src/testing/whole.ts'

const callers = 200
const nodesAtOnce = 4

forEachEngine('of 200 parallel callers on the way through an administrator one wins', (engine) => {
  interface Place {
    core: TestCore
    nodes: Core[]
    ana: TestPerson
    admin: TestPerson
  }

  async function open(): Promise<Place> {
    const core = await createTestCore({ database: await engine.open({ shared: true }) })
    core.ends = endsOf(core)
    const nodes: Core[] = [core]
    for (let n = 1; n < nodesAtOnce; n++) nodes.push(await anotherNode(core, n))
    return { core, nodes, ana: await makePerson(core), admin: await makePerson(core, { role: 'admin' }) }
  }
  const race = async <T>(nodes: Core[], act: (core: Core, n: number) => Promise<T>): Promise<T[]> =>
    await Promise.all(Array.from({ length: callers }, (_, n) => act(nodes[n % nodes.length] as Core, n)))

  /** A browser whose sign-in waits. */
  async function waiting({ core, ana }: Place, n = 0): Promise<{ visitor: Visitor; browser: string; signIn: string }> {
    const browser = await makeBrowserRow(core)
    const signIn = await makeSignInRow(core, { account: ana.id, browser: browser.id })
    const cookies = {
      [cookieName(core.config, 'browser')]: browser.token,
      [cookieName(core.config, 'sign-in')]: signIn.token,
    }
    const ip = `203.0.113.${n % 250}`
    return { visitor: { ip, network: ip, agent: 'Chrome', cookies }, browser: browser.id, signIn: signIn.id }
  }
  const grant = ({ core, ana }: Place, more: Partial<ToGrant> = {}) =>
    inPlainTransaction(core.db, (tx) =>
      grantSuspension(core, tx, {
        account: ana.id,
        caseId: null,
        scope: 'next-browser',
        source: 'approval',
        hours: 24,
        fate: 'left',
        numberInIt: false,
        startsAt: core.clock.now(),
        ...more,
      }),
    )
  const code = ({ core, ana }: Place, purpose: 'suspension' | 'password', suspension?: string) =>
    inPlainTransaction(core.db, (tx) =>
      makeAccessCode(core, tx, {
        account: ana.id,
        purpose,
        suspension,
        madeBy: null,
        worksFrom: core.clock.now(),
        life: accessCodeLife,
      }),
    )
  const sessions = async ({ core }: Place) => (await core.db.selectFrom('session').select('id').execute()).length

  it('RR-1 sending requests from many browsers: three are open, in one case', async () => {
    const place = await open()
    const browsers = await Promise.all(Array.from({ length: 20 }, (_, n) => waiting(place, n)))
    const sent = await race(place.nodes, (node, n) => {
      const { visitor } = browsers[n % browsers.length] as { visitor: Visitor }
      return sendRequest(node, { message: '', shared: false, visitor })
    })
    expect(sent.filter((one) => one.ok)).toHaveLength(3)
    const states = await place.core.db.selectFrom('recovery_request').select('state').execute()
    expect(states).toEqual([{ state: 'open' }, { state: 'open' }, { state: 'open' }])
    expect(await place.core.db.selectFrom('recovery_case').select('id').execute()).toHaveLength(1)
  })

  it('RR-8 typing one access code in many browsers: one is let in', async () => {
    const place = await open()
    const made = await code(place, 'suspension', (await grant(place)).suspension)
    const browsers = await Promise.all(Array.from({ length: 20 }, (_, n) => waiting(place, n)))
    const visitorOf = (n: number) => (browsers[n % browsers.length] as { visitor: Visitor }).visitor
    const typed = await race(place.nodes, (node, n) => typeAccessCode(node, { typed: made.code, visitor: visitorOf(n) }))
    expect(typed.filter((one) => one.ok)).toHaveLength(1)
    await race(place.nodes, (node, n) => finishSignIn(node, signInParts, visitorOf(n)))
    expect(await sessions(place)).toBe(1)
  })

  it('RR-8 any browser: of 200 claims at once three browsers get in, and none twice', async () => {
    const place = await open()
    const { suspension } = await grant(place, { scope: 'any-browser' })
    const browsers = await Promise.all(Array.from({ length: 20 }, (_, n) => waiting(place, n)))
    const claimed = await race(place.nodes, (node, n) =>
      inPlainTransaction(node.db, async (tx) => {
        await lockAccount(tx, place.ana.id)
        const signIn = await getSignIn(tx, (browsers[n % browsers.length] as { signIn: string }).signIn)
        return await claimForBrowser(node, tx, { suspension, signIn })
      }),
    )
    expect(claimed.filter(Boolean)).toHaveLength(3)
    const rows = await place.core.db.selectFrom('suspension_browser').selectAll().orderBy('slot').execute()
    expect(rows.map((row) => row.slot)).toEqual([1, 2, 3])
    expect(new Set(rows.map((row) => row.browser_id)).size).toBe(3)
    for (const { visitor } of browsers) await finishSignIn(place.core, signInParts, visitor)
    expect(await sessions(place)).toBe(3)
  })

  it('RR-8 any browser: without the lock of its account too there are never more than three', async () => {
    const place = await open()
    const { suspension } = await grant(place, { scope: 'any-browser' })
    const browsers = await Promise.all(Array.from({ length: 20 }, (_, n) => waiting(place, n)))
    await race(place.nodes, (node, n) =>
      inPlainTransaction(node.db, async (tx) => {
        const signIn = await getSignIn(tx, (browsers[n % browsers.length] as { signIn: string }).signIn)
        return await claimForBrowser(node, tx, { suspension, signIn })
      }),
    )
    const rows = await place.core.db.selectFrom('suspension_browser').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThanOrEqual(3)
  })

  it('RR-8 claiming for one browser: one session, told once', async () => {
    const place = await open()
    const { visitor, browser } = await waiting(place)
    await grant(place, { scope: 'this-browser', browser })
    const finished = await race(place.nodes, (node) => finishSignIn(node, signInParts, visitor))
    expect(finished.filter((one) => one.ok)).toHaveLength(1)
    expect(await sessions(place)).toBe(1)
    const told = await place.core.db.selectFrom('notice').select('id').where('kind', '=', 'suspension-claimed').execute()
    expect(told).toHaveLength(1)
  })

  it('RR-8 guessing: five answers are looked at, then the code is dead', async () => {
    const place = await open()
    const made = await code(place, 'suspension', (await grant(place)).suspension)
    await race(place.nodes, (node) => tryAccessCode(node, { account: place.ana.id, purpose: 'suspension', typed: 'AAAA-AAAA' }))
    const row = await place.core.db.selectFrom('access_code').select('tries').where('id', '=', made.id).executeTakeFirstOrThrow()
    expect(row.tries).toBe(5)
    const right = await tryAccessCode(place.core, { account: place.ana.id, purpose: 'suspension', typed: made.code })
    expect(right).toMatchObject({ ok: false, code: 'access_code_wrong' })
  })

  it('RR-13 setting a password by one code', async () => {
    const place = await open()
    const made = await code(place, 'password')
    const outcomes = await race(place.nodes, async (node, n) => {
      const ip = `198.51.${Math.floor(n / 250)}.${n % 250}`
      const visitor: Visitor = { ip, network: ip, agent: 'Chrome', cookies: {} }
      return await setPasswordByCode(node, { login: place.ana.login, code: made.code, password: `quiet otters on a lamp ${n}`, visitor })
    })
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
    const account = await place.core.db
      .selectFrom('account')
      .select('password_version')
      .where('id', '=', place.ana.id)
      .executeTakeFirstOrThrow()
    expect(account.password_version).toBe(2)
  })

  it('RR-5 deciding one request, yes and no at once', async () => {
    const place = await open()
    const { visitor } = await waiting(place)
    await sendRequest(place.core, { message: '', shared: false, visitor })
    const { id } = await place.core.db.selectFrom('recovery_request').select('id').executeTakeFirstOrThrow()
    const won = await race(place.nodes, (node, n) =>
      inPlainTransaction(node.db, (tx) =>
        decideRequest(node, tx, { request: id, to: n % 2 ? 'approved' : 'declined', by: place.admin.id }),
      ),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
  })

  it('RR-3 using one "Stop this"', async () => {
    const place = await open()
    const { core, ana } = place
    const token = await inPlainTransaction(core.db, async (tx) => {
      const { notice } = await tellOwner(core, tx, { accountId: ana.id, kind: 'recovery-requested' })
      return (await makeLink(core, tx, { purpose: 'stop', accountId: ana.id, data: { notice }, ttl: hours(1) })).token
    })
    const outcomes = await race(place.nodes, (node) => stopByLink(node, { token, ip: '203.0.113.7' }))
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
    expect(await core.db.selectFrom('recovery_stop').select('id').execute()).toHaveLength(1)
  })

  it('RR-8 granting twice at once: one suspension is in force', async () => {
    const place = await open()
    await Promise.all(place.nodes.map((node) => grant({ ...place, core: node as TestCore })))
    const unended = await place.core.db.selectFrom('suspension').select('id').where('ended_at', 'is', null).execute()
    expect(unended).toHaveLength(1)
  })
})
