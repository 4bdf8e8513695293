import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { makeEmailRow } from '../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { resetAddresses, usableAddresses } from '../accounts/index.ts'

const fresh = 'new@example.org'
let app: TestApp
let ana: TestPerson
let browser: TestBrowser

const emails = () => app.core.db.selectFrom('email').selectAll().where('account_id', '=', ana.id).orderBy('added_at').execute()
const inUse = () => usableAddresses(app.core.db, ana.id)
const resetTo = async () => (await resetAddresses(app.core.db, ana.id, app.core.clock.now())).map((row) => row.address)
const tokenOf = (purpose: string, text: string): string => new RegExp(`link/${purpose}#([\\w-]{43})`).exec(text)?.[1] ?? ''
const open = (purpose: 'email' | 'email-undo', token: string) => app.browser().post(`/api/links/${purpose}`, { token })
const look = (purpose: 'email' | 'email-undo', token: string) => app.browser().post('/api/links/look', { purpose, token })

async function add(address = fresh) {
  await confirmAct(app, browser, ana, 'add-address', { address })
  return await browser.post('/api/account/emails', { address })
}
async function addAndProve(address = fresh): Promise<void> {
  await add(address)
  const answer = await open('email', tokenOf('email', (await app.mailTo(address)).text))
  if (answer.status !== 200) throw new Error(answer.text)
}
async function remove(address: string) {
  const id = (await emails()).find((row) => row.address === address)?.id ?? ''
  await confirmAct(app, browser, ana, 'remove-address', { email: id })
  return await browser.post(`/api/account/emails/${id}/remove`)
}

/** An address that is there almost as long as the first. */
const second = () => makeEmailRow(app.core, ana.id, { address: 'second@example.org', added_at: app.core.clock.now() - days(29) })

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva' })
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

describe('EN-6 a further address', () => {
  it('needs a fresh confirmation of exactly this address', async () => {
    expect((await browser.post('/api/account/emails', { address: fresh })).body).toMatchObject({
      code: 'confirmation_needed',
      detail: { act: 'add-address', params: JSON.stringify({ address: fresh }) },
    })
    await confirmAct(app, browser, ana, 'add-address', { address: fresh })
    expect((await browser.post('/api/account/emails', { address: 'eve@example.org' })).status).toBe(403)
    expect((await browser.post('/api/account/emails', { address: fresh })).status).toBe(200)
    expect((await browser.post('/api/account/emails', { address: fresh })).status).toBe(403)
  })
  it('is not used before a link was opened there, and looking does not open it', async () => {
    await add()
    const token = tokenOf('email', (await app.mailTo(fresh)).text)
    for (let n = 0; n < 2; n++) expect((await look('email', token)).body).toMatchObject({ address: fresh, account: { login: 'ana.silva' } })
    expect(await inUse()).toEqual([ana.email])
    expect((await open('email', token)).status).toBe(200)
    expect(await inUse()).toEqual([ana.email, fresh])
    expect((await open('email', token)).status).toBe(410)
  })
  it('the link works for 24 hours', async () => {
    await add()
    const token = tokenOf('email', (await app.mailTo(fresh)).text)
    app.core.clock.advance(hours(24))
    expect((await open('email', token)).status).toBe(410)
    expect(await inUse()).toEqual([ana.email])
  })
  it('is told to the old one and to the new one', async () => {
    await addAndProve()
    for (const address of [ana.email, fresh]) {
      const mail = await app.mailTo(address)
      expect(mail.subject).toBe('Example: An e-mail address was added')
      expect(mail.text).toContain(fresh)
    }
    expect(tokenOf('email-undo', (await app.mailTo(fresh)).text)).toBe('')
    expect(tokenOf('email-undo', (await app.mailTo(ana.email)).text)).not.toBe('')
  })
  it('serves no reset link for 7 days', async () => {
    await addAndProve()
    expect(await resetTo()).toEqual([ana.email])
    app.core.clock.advance(days(7))
    expect(await resetTo()).toEqual([ana.email, fresh])
  })
  it.each([
    ['nobody', 'address_invalid'],
    ['ana@example.org\r\nBcc: eve@example.net', 'address_invalid'],
  ])('%j is refused', async (address, code) => {
    expect((await browser.post('/api/account/emails', { address })).body).toMatchObject({ code })
  })
  it('two can be kept', async () => {
    await addAndProve()
    expect((await browser.post('/api/account/emails', { address: 'third@example.org' })).body).toMatchObject({ code: 'too_many_addresses' })
    expect((await browser.post('/api/account/emails', { address: fresh.toUpperCase() })).body).toMatchObject({ code: 'address_taken' })
  })
  it('that waits makes room for another, and its link is dead', async () => {
    await add('typo@example.org')
    const old = tokenOf('email', (await app.mailTo('typo@example.org')).text)
    await addAndProve()
    expect((await open('email', old)).status).toBe(410)
    expect(await inUse()).toEqual([ana.email, fresh])
  })
  it('is sent its link again, at most once a minute, and the older link ends', async () => {
    await add()
    const old = tokenOf('email', (await app.mailTo(fresh)).text)
    const id = (await emails()).find((row) => row.address === fresh)?.id
    expect((await browser.post(`/api/account/emails/${id}/send`)).status).toBe(200)
    expect((await browser.post(`/api/account/emails/${id}/send`)).body).toMatchObject({
      code: 'too_many_attempts',
      retryAt: app.core.clock.now() + minutes(1),
    })
    const token = tokenOf('email', (await app.mailTo(fresh)).text)
    expect((await open('email', old)).status).toBe(410)
    expect((await open('email', token)).status).toBe(200)
    expect((await browser.post(`/api/account/emails/${id}/send`)).status).toBe(404)
  })
  it('of another account is not told before the link was opened there, and stays with it', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    expect((await add(ben.email)).status).toBe(200)
    const answer = await open('email', tokenOf('email', (await app.mailTo(ben.email)).text))
    expect(answer.body).toMatchObject({ code: 'address_taken' })
    expect(await inUse()).toEqual([ana.email])
    expect(await usableAddresses(app.core.db, ben.id)).toEqual([ben.email])
  })
  it('OP-7 cannot be added without mail', async () => {
    delete app.core.config.mail
    expect((await browser.post('/api/account/emails', { address: fresh })).body).toMatchObject({ code: 'mail_not_set_up' })
  })
})

describe('EN-6 removing an address', () => {
  it('needs a fresh confirmation, and the last one stays', async () => {
    const [only] = await emails()
    expect((await browser.post(`/api/account/emails/${only?.id}/remove`)).body).toMatchObject({ code: 'last_address' })
    await addAndProve()
    expect((await browser.post(`/api/account/emails/${only?.id}/remove`)).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await remove(ana.email)).status).toBe(200)
    expect(await inUse()).toEqual([fresh])
  })
  it('counts no address that is not proved or is held as the one that stays', async () => {
    await makeEmailRow(app.core, ana.id, { address: 'held@example.org', held_at: 1 })
    await add()
    const [only] = (await emails()).filter((row) => row.address === ana.email)
    expect((await browser.post(`/api/account/emails/${only?.id}/remove`)).body).toMatchObject({ code: 'last_address' })
  })
  it('is told to the removed one, which gets reset links and can undo it for 7 days', async () => {
    await second()
    await remove('second@example.org')
    const mail = await app.mailTo('second@example.org')
    expect(mail.subject).toBe('Example: An e-mail address was removed')
    expect(await resetTo()).toEqual([ana.email, 'second@example.org'])
    const token = tokenOf('email-undo', mail.text)
    app.core.clock.advance(days(7) - 1)
    expect((await look('email-undo', token)).body).toMatchObject({ address: 'second@example.org', notice: { kind: 'address-removed' } })
    expect((await open('email-undo', token)).status).toBe(200)
    expect(await inUse()).toEqual([ana.email, 'second@example.org'])
  })
  it('cannot be undone after 7 days', async () => {
    await second()
    await remove('second@example.org')
    const token = tokenOf('email-undo', (await app.mailTo('second@example.org')).text)
    app.core.clock.advance(days(7))
    expect((await open('email-undo', token)).status).toBe(410)
    expect(await resetTo()).toEqual([ana.email])
  })
  it('of one that waits is no news to anybody', async () => {
    await add()
    await app.deliver()
    const before = app.mails.length
    expect((await remove(fresh)).status).toBe(200)
    await app.deliver()
    expect(app.mails).toHaveLength(before)
    expect((await open('email', tokenOf('email', (await app.mailTo(fresh)).text))).status).toBe(410)
  })
  it("is not done to another account's address", async () => {
    const ben = await makePerson(app.core)
    const [theirs] = await app.core.db.selectFrom('email').select('id').where('account_id', '=', ben.id).execute()
    expect((await browser.post(`/api/account/emails/${theirs?.id}/remove`)).status).toBe(404)
    expect((await browser.post(`/api/account/emails/${theirs?.id}/send`)).status).toBe(404)
  })
})

describe('EN-6 the old address undoes the change', () => {
  it('takes the new one out of use, once', async () => {
    await addAndProve()
    const token = tokenOf('email-undo', (await app.mailTo(ana.email)).text)
    expect((await look('email-undo', token)).body).toMatchObject({ address: fresh, notice: { kind: 'address-added' } })
    expect(await inUse()).toEqual([ana.email, fresh])
    expect((await open('email-undo', token)).status).toBe(200)
    expect(await inUse()).toEqual([ana.email])
    expect((await open('email-undo', token)).status).toBe(410)
    const told = await app.mailTo(fresh)
    expect(told.subject, 'who added it gets nothing more').toBe('Example: An e-mail address was added')
  })
  it('brings the old one back, when it was removed meanwhile', async () => {
    await addAndProve()
    const token = tokenOf('email-undo', (await app.mailTo(ana.email)).text)
    await remove(ana.email)
    expect(await inUse()).toEqual([fresh])
    expect((await open('email-undo', token)).status).toBe(200)
    expect(await inUse()).toEqual([ana.email])
  })
  it('makes room among two that came after', async () => {
    await addAndProve()
    await remove(ana.email)
    const token = tokenOf('email-undo', (await app.mailTo(ana.email)).text)
    app.core.clock.advance(minutes(1))
    await addAndProve('late@example.org')
    expect((await open('email-undo', token)).status).toBe(200)
    expect((await inUse()).sort()).toEqual([ana.email, fresh].sort())
  })
  it('does not take an address from another account that proved it meanwhile', async () => {
    await addAndProve()
    await remove(ana.email)
    const token = tokenOf('email-undo', (await app.mailTo(ana.email)).text)
    const ben = await makePerson(app.core)
    await makeEmailRow(app.core, ben.id, { address: ana.email })
    expect((await open('email-undo', token)).body).toMatchObject({ code: 'address_taken' })
    expect(await inUse()).toEqual([fresh])
  })
})

it('SI-16 an address is not added by a recovery code', async () => {
  const other = app.browser()
  await other.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
  await other.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
  expect((await other.post('/api/sign-in/finish')).status).toBe(200)
  const view = await other.post('/api/confirmations', {
    act: 'add-address',
    params: { address: fresh },
    password: 'correct horse battery staple',
  })
  expect(JSON.stringify((view.body as { methods?: unknown }).methods ?? [])).not.toContain('recovery-code')
  expect((await other.post('/api/account/emails', { address: fresh })).status).toBe(403)
})
