import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, minutes } from '../../kernel/clock.ts'
import { makeEmailRow, makePhoneKeys, makeTrustedPhone } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestPerson, testPassword } from '../../testing/whole.ts'
import { tellOwner } from '../notices/index.ts'

let app: TestApp
let ana: TestPerson
let admin: TestPerson
const tell = (accountId = ana.id) =>
  inPlainTransaction(app.core.db, (tx) => tellOwner(app.core, tx, { accountId, kind: 'new-browser-login' }))
const tokenIn = (text: string): string => /not-me#([\w-]{43})/.exec(text)?.[1] ?? ''
const mailedToken = async (to = ana.email) => tokenIn((await app.mailTo(to)).text)
const deny = (token: string) => app.browser().post('/api/links/not-me', { token })
const look = (token: string) => app.browser().post('/api/links/look', { purpose: 'not-me', token })
const account = () => app.core.db.selectFrom('account').selectAll().where('id', '=', ana.id).executeTakeFirstOrThrow()
const nonce = async () => ((await app.browser().post('/api/phone/nonce')).body as { nonce: string }).nonce

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  admin = await makePerson(app.core, { role: 'admin' })
})
afterEach(() => app.close())

describe('AU-4 "This wasn\'t me" by the link in a mail', () => {
  it('only shows what it would do when it is looked at, however often', async () => {
    const browser = await signInAs(app, ana)
    await tell()
    const token = await mailedToken()
    for (let n = 0; n < 3; n++)
      expect((await look(token)).body).toMatchObject({
        purpose: 'not-me',
        notice: { kind: 'new-browser-login' },
        account: { login: 'ana.silva', name: 'Ana Silva' },
      })
    expect((await browser.get('/api/session')).status).toBe(200)
    expect((await account()).password_marked_at).toBeNull()
  })
  it('ends all sessions and sign-ins, voids known browsers, marks the password, and tells everybody', async () => {
    const [browser, waiting] = [await signInAs(app, ana), app.browser()]
    await waiting.post('/api/sign-in', { login: ana.login, password: testPassword })
    await tell()
    expect((await deny(await mailedToken())).body).toEqual({ to: '/login' })
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await waiting.get('/api/sign-in')).body).toMatchObject({ step: 'over' })
    expect((await account()).password_marked_at).toBe(app.core.clock.now())
    const known = await app.core.db.selectFrom('browser_account').select('voided_at').where('account_id', '=', ana.id).execute()
    expect(known.every((row) => row.voided_at !== null)).toBe(true)
    expect((await app.mailTo(ana.email)).subject).toBe('Example: Everything on your account was ended')
    expect((await app.mailTo(admin.email)).text).toContain('Ana Silva (ana.silva)')
    const records = await app.core.db.selectFrom('audit').select(['actor_kind', 'account_id']).where('act', '=', 'notice_denied').execute()
    expect(records).toEqual([{ actor_kind: 'link', account_id: ana.id }])
  })
  it('holds every phone, code set and address of the last 7 days, and leaves the older ones', async () => {
    const now = app.core.clock.now()
    const since = now - days(6)
    const late = await makeTrustedPhone(app.core, ana.id, { added_at: since, trusted_at: since })
    await makeEmailRow(app.core, ana.id, { address: 'late@example.org', added_at: since, verified_at: since })
    await tell()
    await deny(await mailedToken())
    const devices = await app.core.db.selectFrom('device').select(['id', 'state']).where('account_id', '=', ana.id).execute()
    expect(Object.fromEntries(devices.map((row) => [row.id, row.state]))).toEqual({ [ana.phone.id]: 'trusted', [late.id]: 'held' })
    const emails = await app.core.db.selectFrom('email').select(['address', 'held_at']).where('account_id', '=', ana.id).execute()
    expect(Object.fromEntries(emails.map((row) => [row.address, row.held_at]))).toEqual({ [ana.email]: null, 'late@example.org': now })
    // The codes of the test's person were made just now.
    const sets = await app.core.db.selectFrom('recovery_code_set').select('held_at').where('account_id', '=', ana.id).execute()
    expect(sets).toEqual([{ held_at: now }])
  })
  it('works once, whichever address says it', async () => {
    await makeEmailRow(app.core, ana.id, { address: 'second@example.org' })
    await tell()
    const [one, two] = [await mailedToken(), await mailedToken('second@example.org')]
    expect((await deny(one)).status).toBe(200)
    for (const token of [one, two]) {
      expect((await deny(token)).status).toBe(410)
      expect((await look(token)).status).toBe(410)
    }
  })
  it('works for 7 days', async () => {
    await tell()
    const token = await mailedToken()
    app.core.clock.advance(days(7) - 1)
    expect((await look(token)).status).toBe(200)
    app.core.clock.advance(1)
    expect((await deny(token)).status).toBe(410)
    expect((await account()).password_marked_at).toBeNull()
  })
  it('touches no other account', async () => {
    const ben = await makePerson(app.core)
    const browser = await signInAs(app, ben)
    await tell()
    await deny(await mailedToken())
    expect((await browser.get('/api/session')).status).toBe(200)
  })
})

describe('AU-4 "This wasn\'t me" signed by a phone', () => {
  const send = async (phone: Pick<typeof ana.phone, 'act'>, notice: string) =>
    app.browser().post(`/api/phone/notices/${notice}/not-me`, phone.act('not-me', notice, await nonce()))
  it('does the same, without signing in', async () => {
    const browser = await signInAs(app, ana)
    const { notice } = await tell()
    expect((await send(ana.phone, notice)).body).toEqual({ ok: true })
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await account()).password_marked_at).not.toBeNull()
    const records = await app.core.db.selectFrom('audit').select(['actor_kind', 'actor_id']).where('act', '=', 'notice_denied').execute()
    expect(records).toEqual([{ actor_kind: 'device', actor_id: ana.phone.id }])
  })
  it('works for a phone that was removed in the last 7 days, and not for longer', async () => {
    const { notice } = await tell()
    const remove = (ended_at: number) =>
      app.core.db.updateTable('device').set({ state: 'removed', ended_at }).where('id', '=', ana.phone.id).execute()
    await remove(app.core.clock.now() - days(7))
    expect((await send(ana.phone, notice)).body).toMatchObject({ code: 'device_not_trusted' })
    await remove(app.core.clock.now() - days(7) + 1)
    expect((await send(ana.phone, notice)).status).toBe(200)
  })
  it('does not work for a phone that was never trusted', async () => {
    const scanned = await makeTrustedPhone(app.core, ana.id, { state: 'scanned', trusted_at: null })
    const { notice } = await tell()
    expect((await send(scanned, notice)).status).toBe(403)
  })
  it("does not work with another account's notice", async () => {
    const { notice } = await tell(admin.id)
    expect((await send(ana.phone, notice)).status).toBe(404)
    expect((await account()).password_marked_at).toBeNull()
  })
  it('is signed for this notice, by this phone, just now, and works once', async () => {
    const [{ notice }, other] = [await tell(), await tell()]
    const path = `/api/phone/notices/${notice}/not-me`
    const post = (body: object) => app.browser().post(path, body)
    const good = ana.phone.act('not-me', notice, await nonce())
    expect((await post(ana.phone.act('not-me', other.notice, await nonce()))).body).toMatchObject({ code: 'signature_invalid' })
    expect((await post(ana.phone.act('log-out', notice, await nonce()))).body).toMatchObject({ code: 'signature_invalid' })
    expect((await post({ ...good, at: good.at - 1 })).body).toMatchObject({ code: 'signature_invalid' })
    const stranger = makePhoneKeys()
    expect((await post({ ...good, signature: stranger.sign(new Uint8Array(1)) })).body).toMatchObject({ code: 'signature_invalid' })
    app.core.clock.advance(minutes(3))
    expect((await post(good)).body).toMatchObject({ code: 'signature_invalid' })
    const fresh = ana.phone.act('not-me', notice, await nonce())
    expect((await post(fresh)).status).toBe(200)
    expect((await post(fresh)).body).toMatchObject({ code: 'nonce_spent' })
    expect((await send(ana.phone, notice)).body).toMatchObject({ code: 'link_over' })
  })
})
