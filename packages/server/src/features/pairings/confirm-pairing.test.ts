import type { PairingView } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes } from '../../kernel/clock.ts'
import { confirmAct, makePerson, signInAs } from '../../testing/whole.ts'
import { codeOfRefusal as code, meOf, openPairingWorld, type PairingWorld, pairPhone, scanWith } from './testing/pair.ts'

let app: PairingWorld['app']
let ana: PairingWorld['ana']
let browser: PairingWorld['browser']
let begin: PairingWorld['begin']
let look: PairingWorld['look']
let device: PairingWorld['device']

beforeEach(async () => {
  ;({ app, ana, browser, begin, look, device } = await openPairingWorld())
})
afterEach(() => app.close())

describe('the person at the computer decides', () => {
  it('TD-2 "Not my phone" ends it: the phone is nothing to the account', async () => {
    const view = await begin()
    const { phone, answer } = await scanWith(app, view)
    const { device: id } = answer.body as { device: string }
    expect((await browser.post(`/api/pairings/${view.id}/reject`)).status).toBe(200)
    expect((await device(id)).state).toBe('removed')
    expect((await device(id)).otp_sealed).toBe('')
    expect(code(await meOf(app, phone, id))).toBe('device_unknown')
    expect(code(await browser.post(`/api/pairings/${view.id}/confirm`))).toBe('pairing_over')
    expect((await look(view.id)).state).toBe('ended')
  })

  it('nothing can be confirmed that nobody scanned, twice, or after its time', async () => {
    const open = await begin()
    expect(code(await browser.post(`/api/pairings/${open.id}/confirm`))).toBe('pairing_over')
    const { phone, answer } = await scanWith(app, open)
    const { device: id } = answer.body as { device: string }
    app.core.clock.advance(minutes(5))
    expect((await meOf(app, phone, id)).status).toBe(401)
    expect(code(await browser.post(`/api/pairings/${open.id}/confirm`))).toBe('pairing_over')
    expect((await device(id)).state).toBe('scanned')

    const other = await begin()
    await scanWith(app, other)
    expect((await browser.post(`/api/pairings/${other.id}/confirm`)).status).toBe(200)
    expect(code(await browser.post(`/api/pairings/${other.id}/confirm`))).toBe('pairing_over')
    expect(code(await browser.post(`/api/pairings/${other.id}/reject`))).toBe('pairing_over')
  })

  it('comparing the numbers has its own five minutes', async () => {
    const view = await begin()
    app.core.clock.advance(minutes(4))
    await scanWith(app, view)
    app.core.clock.advance(minutes(4))
    expect((await browser.post(`/api/pairings/${view.id}/confirm`)).status).toBe(200)
  })

  it('a session that ended confirms nothing, and its pairing ends with it', async () => {
    const view = await begin()
    const { answer } = await scanWith(app, view)
    const elsewhere = await signInAs(app, ana, app.browser({ ip: '192.0.2.44' }))
    expect((await elsewhere.post('/api/session/log-out-everywhere')).status).toBe(200)
    expect((await browser.post(`/api/pairings/${view.id}/confirm`)).status).toBe(401)
    expect((await device((answer.body as { device: string }).device)).state).toBe('removed')
  })

  it('TD-4 a new phone is told to the owner and is in the record', async () => {
    await confirmAct(app, browser, ana, 'add-device')
    await pairPhone(app, browser)
    const mail = await app.mailTo(ana.email)
    expect(mail.subject).toContain('A phone was added')
    expect(mail.text).toContain('Ada’s phone')
    const acts = await app.core.db.selectFrom('audit').select('act').where('account_id', '=', ana.id).execute()
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['pairing_begun', 'pairing_scanned', 'device_added']))
  })
})

describe('"Change": a new phone in place of an old one', () => {
  const change = (replaces: string) => browser.post('/api/pairings', { replaces })

  it('TD-4 the old phone leaves in the moment the new one is trusted, and not before', async () => {
    await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
    const view = (await change(ana.phone.id)).body as PairingView
    const { answer } = await scanWith(app, view)
    expect((await device(ana.phone.id)).state).toBe('trusted')
    expect((await browser.post(`/api/pairings/${view.id}/confirm`)).status).toBe(200)
    expect((await device(ana.phone.id)).state).toBe('removed')
    expect((await device(ana.phone.id)).otp_sealed).toBe('')
    expect((await device((answer.body as { device: string }).device)).state).toBe('trusted')
    expect((await app.mailTo(ana.email)).text).toContain('instead of Test phone')
  })

  it('TD-4 the confirmation is of this very phone: another one is not replaced by it', async () => {
    await confirmAct(app, browser, ana, 'add-device')
    const { device: second } = await pairPhone(app, browser)
    await confirmAct(app, browser, ana, 'replace-device', { device: second })
    const refused = await change(ana.phone.id)
    expect(refused.body).toMatchObject({ code: 'confirmation_needed', detail: { params: JSON.stringify({ device: ana.phone.id }) } })
    // Nor does a confirmed addition replace anything, and the other way round.
    expect(code(await browser.post('/api/pairings'))).toBe('confirmation_needed')
  })

  it("another account's phone, or one that is gone, cannot be replaced", async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    expect(code(await change(eve.phone.id))).toBe('device_unknown')
    expect(code(await change('dev_AAAAAAAAAAAAAAAAAAAAAA'))).toBe('device_unknown')
    expect((await device(eve.phone.id)).state).toBe('trusted')
  })

  it('an old phone that left meanwhile is not replaced: nothing changes', async () => {
    await confirmAct(app, browser, ana, 'add-device')
    await pairPhone(app, browser)
    await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
    const view = (await change(ana.phone.id)).body as PairingView
    const { answer } = await scanWith(app, view)
    await app.core.db.updateTable('device').set({ state: 'removed' }).where('id', '=', ana.phone.id).execute()
    expect(code(await browser.post(`/api/pairings/${view.id}/confirm`))).toBe('device_unknown')
    expect((await device((answer.body as { device: string }).device)).state).toBe('scanned')
  })

  it('with five phones one can still be changed', async () => {
    for (let n = 1; n < 5; n++) {
      await confirmAct(app, browser, ana, 'add-device')
      await pairPhone(app, browser)
    }
    await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
    await pairPhone(app, browser, { replaces: ana.phone.id })
    const kept = await app.core.db.selectFrom('device').select('id').where('state', '=', 'trusted').execute()
    expect(kept).toHaveLength(5)
  })
})
