import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { makeEmailRow } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestPerson } from '../../testing/whole.ts'
import { administratorTexts } from './messages/administrators.en.ts'
import { ownerTexts } from './messages/en.ts'
import { timeText } from './messages/mails.en.ts'
import type { NoticeKind } from './notice-kinds.ts'
import { phoneNotices } from './phone-notices.ts'
import { tellAdministrators } from './tell-administrators.ts'
import { tellOwner } from './tell-owner.ts'

let app: TestApp
let ana: TestPerson
const tell = (kind: NoticeKind, more: Partial<Parameters<typeof tellOwner>[2]> = {}) =>
  inPlainTransaction(app.core.db, (tx) => tellOwner(app.core, tx, { accountId: ana.id, kind, ...more }))
const links = (text: string): string[] => text.match(/https:\S+/g) ?? []

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
})
afterEach(() => app.close())

describe('AU-4 telling the owner', () => {
  it('says first what happened and when, then that there may be nothing to do, then what to do if not', async () => {
    await tell('new-browser-login', { params: { agent: 'Chrome on Windows', ip: '203.0.113.7', place: 'PT Lisbon' } })
    const { subject, text } = await app.mailTo(ana.email)
    expect(subject).toBe('Example: New login in a browser that is not known')
    const [happened, nothing, otherwise] = text.split('\n\n')
    expect(happened).toBe(
      'Somebody logged in to your account on 1 March 2027 at 09:00 UTC, in a browser that is not known. From: Chrome on Windows, IP address 203.0.113.7, Lisbon, Portugal.',
    )
    expect(nothing).toBe('If this was you, there is nothing to do.')
    expect(otherwise).toMatch(/press "This wasn't me"/)
    expect(text).toContain('the help desk, 555 0100')
    expect(text).toContain('ana.silva')
  })
  it('goes to all addresses in use and to no other, each with its own link, good for 7 days', async () => {
    const second = await makeEmailRow(app.core, ana.id, { address: 'second@example.org' })
    await makeEmailRow(app.core, ana.id, { address: 'unproved@example.org', verified_at: null })
    await makeEmailRow(app.core, ana.id, { address: 'gone@example.org', replaced_at: 1 })
    await makeEmailRow(app.core, ana.id, { address: 'held@example.org', held_at: 1 })
    await tell('codes-created', { alsoTo: ['before@example.org', second.address] })
    await app.deliver()
    expect(app.mails.map((mail) => mail.to).sort()).toEqual([ana.email, 'before@example.org', 'second@example.org'].sort())
    const found = app.mails.map((mail) => links(mail.text)[0])
    expect(new Set(found).size).toBe(3)
    for (const url of found) expect(url).toMatch(/^https:\/\/login\.example\.org\/link\/not-me#[\w-]{43}$/)
    const rows = await app.core.db.selectFrom('link').select('expires_at').where('purpose', '=', 'not-me').execute()
    expect(rows.map((row) => row.expires_at)).toEqual(Array(3).fill(app.core.clock.now() + days(7)))
  })
  it('is in the phone app for 30 days, and can be denied there for 7', async () => {
    await tell('device-added', { params: { device: 'Pixel' } })
    const list = () => phoneNotices(app.core, ana.id)
    expect((await list()).notices).toMatchObject([{ kind: 'device-added', params: { device: 'Pixel' }, canDeny: true }])
    app.core.clock.advance(days(7))
    expect((await list()).notices).toMatchObject([{ canDeny: false }])
    app.core.clock.advance(days(24))
    expect((await list()).notices).toEqual([])
  })
  it('is undone with what it tells about', async () => {
    await expect(
      inPlainTransaction(app.core.db, async (tx) => {
        await tellOwner(app.core, tx, { accountId: ana.id, kind: 'code-used' })
        throw new Error('It did not happen')
      }),
    ).rejects.toThrow()
    await app.deliver()
    expect(app.mails).toEqual([])
    expect((await phoneNotices(app.core, ana.id)).notices).toEqual([])
  })
  it('lets nothing that a device or browser said start a line of its own', async () => {
    await tell('device-added', { params: { device: 'Pixel\r\n\r\nOpen https://evil.example to stay safe' } })
    const { text } = await app.mailTo(ana.email)
    expect(text.split('\n')[0]).toContain('Pixel    Open https://evil.example')
    expect(text).not.toMatch(/^Open https:\/\/evil/m)
  })
  it('carries the link that undoes one change only to the address that gets one', async () => {
    await makeEmailRow(app.core, ana.id, { address: 'second@example.org' })
    await tell('address-added', { undo: async (address) => (address === ana.email ? 'https://undo.example/x' : undefined) })
    await app.deliver()
    for (const mail of app.mails) expect(mail.text.includes('https://undo.example/x')).toBe(mail.to === ana.email)
  })
  it('sends no mail where none is set up, and still tells the phone', async () => {
    delete app.core.config.mail
    await tell('code-used')
    await app.deliver()
    expect(app.mails).toEqual([])
    expect((await phoneNotices(app.core, ana.id)).notices).toHaveLength(1)
    expect(await app.core.db.selectFrom('link').selectAll().execute()).toEqual([])
  })
})

describe('telling the administrators', () => {
  it('tells all who are active, by mail and in the phone app, without "This wasn\'t me"', async () => {
    const [one, two] = [await makePerson(app.core, { role: 'admin' }), await makePerson(app.core, { role: 'admin' })]
    const off = await makePerson(app.core, { role: 'admin', state: 'disabled' })
    await inPlainTransaction(app.core.db, (tx) => tellAdministrators(app.core, tx, { kind: 'admin-not-me', params: { account: ana.id } }))
    await app.deliver()
    expect(app.mails.map((mail) => mail.to).sort()).toEqual([one.email, two.email].sort())
    expect(app.mails[0]?.text).toContain('Ana Silva (ana.silva) said on 1 March 2027')
    expect(app.mails[0]?.text).not.toContain('/link/')
    expect((await phoneNotices(app.core, one.id)).notices).toMatchObject([{ kind: 'admin-not-me', canDeny: false }])
    expect((await phoneNotices(app.core, off.id)).notices).toEqual([])
  })
})

describe('the texts', () => {
  it('say something with and without details', () => {
    for (const { subject, happened } of [...Object.values(ownerTexts), ...Object.values(administratorTexts)]) {
      for (const params of [
        {},
        { agent: 'A', ip: 'B', place: 'C', device: 'D', address: 'E', left: '3', role: 'admin', login: 'f', name: 'G' },
      ]) {
        const line = happened(params, timeText(0))
        expect(line).toContain('1 January 1970 at 00:00 UTC')
        expect(line).not.toMatch(/undefined|\n|\.\./)
        expect(`${subject} ${line}`).not.toMatch(/\b(please|oops|sorry|user|backup code)\b|!/i)
      }
    }
  })
})
