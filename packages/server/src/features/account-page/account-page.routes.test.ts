import type { SecurityView, SessionView } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours } from '../../kernel/clock.ts'
import { makeEmailRow, makeTrustedPhone } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { makeNewcomer, passwordSession } from '../set-up/testing/set-up.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

const session = async (from = browser) => (await from.get('/api/session')).body as SessionView
const security = async (from = browser) => (await from.get('/api/account/security')).body as SecurityView

describe('who is signed in', () => {
  it('is said with what the session may do and until when', async () => {
    expect(await session()).toEqual({
      access: 'full',
      account: { id: ana.id, login: 'ana.silva', name: 'Ana Silva', role: 'member' },
      siteName: 'Example',
      support: 'the help desk, 555 0100',
      mail: true,
      localhost: false,
      twoFactor: true,
      expiresAt: app.core.clock.now() + hours(12),
      now: app.core.clock.now(),
    })
  })

  it('EN-2 an account without two-factor authentication learns its deadline', async () => {
    const bob = await makeNewcomer(app, { login: 'bob', due_at: app.core.clock.now() + days(3) })
    const bobs = await passwordSession(app, bob)
    expect(await session(bobs)).toMatchObject({ access: 'one-factor', twoFactor: false, dueAt: app.core.clock.now() + days(3) })
    expect((await security(bobs)).devices).toEqual([])
    const late = await makeNewcomer(app, { login: 'late', due_at: app.core.clock.now() })
    const lates = await passwordSession(app, late, app.browser())
    expect((await session(lates)).access).toBe('set-up')
    // A session that may only set up sees nothing else of the account.
    expect((await lates.get('/api/account/security')).status).toBe(403)
  })

  it('RC-4 three codes or fewer are said, four are not', async () => {
    const spend = async (count: number) => {
      const rows = await app.core.db.selectFrom('recovery_code').select('id').where('spent_at', 'is', null).limit(count).execute()
      for (const { id } of rows) await app.core.db.updateTable('recovery_code').set({ spent_at: 1 }).where('id', '=', id).execute()
    }
    await spend(6)
    expect((await session()).codesLow).toBeUndefined()
    await spend(1)
    expect((await session()).codesLow).toBe(3)
    await spend(3)
    expect((await session()).codesLow).toBe(0)
  })

  it('is nobody without a session', async () => {
    expect((await app.browser().get('/api/session')).status).toBe(401)
    expect((await app.browser().get('/api/account/security')).status).toBe(401)
  })
})

describe('the security page', () => {
  it('TD-4 lists the account’s own phones, codes, addresses and password, and nobody else’s', async () => {
    await makePerson(app.core, { login: 'eve' })
    await makeEmailRow(app.core, ana.id, { address: 'ana@new.example', verified_at: null })
    const view = await security()
    expect(view.devices).toEqual([
      {
        id: ana.phone.id,
        name: 'Test phone',
        system: 'Android',
        state: 'trusted',
        trial: false,
        otherAddress: false,
        addedAt: app.core.clock.now() - days(30),
        lastUsedAt: app.core.clock.now(),
        push: false,
      },
    ])
    expect(view.codes).toMatchObject({ left: 10, held: false })
    expect(view.emails.map(({ verified }) => verified).sort()).toEqual([false, true])
    expect(view).toMatchObject({ passwordMarked: false, passwordMin: 15, typedOff: [], mayAllowTyped: false })
  })

  it('OP-9 a phone of another address, a held and a trial one are shown as such; removed and unfinished ones are not', async () => {
    await makeTrustedPhone(app.core, ana.id, { origin: 'https://old.example.org', name: 'old' })
    await makeTrustedPhone(app.core, ana.id, { state: 'held', name: 'held' })
    await makeTrustedPhone(app.core, ana.id, { trial: 1, name: 'trial' })
    for (const state of ['removed', 'scanned', 'ready'] as const) await makeTrustedPhone(app.core, ana.id, { state })
    const shown = (await security()).devices.map(({ name, state, otherAddress, trial }) => ({ name, state, otherAddress, trial }))
    expect(shown).toEqual(
      expect.arrayContaining([
        { name: 'old', state: 'trusted', otherAddress: true, trial: false },
        { name: 'held', state: 'held', otherAddress: false, trial: false },
        { name: 'trial', state: 'trusted', otherAddress: false, trial: true },
      ]),
    )
    expect(shown).toHaveLength(4)
  })

  it('R-72 shows no key, hash or secret of anything', async () => {
    const text = (await browser.get('/api/account/security')).text
    const device = await app.core.db.selectFrom('device').selectAll().executeTakeFirstOrThrow()
    for (const secret of [device.otp_sealed, device.sign_key, 'argon2', 'otp', 'sealed', 'digest']) expect(text).not.toContain(secret)
  })
})
