import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { makeEmailRow, makeNumberRow, makeTrustedPhone, testSms } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestPerson } from '../../testing/whole.ts'
import { tellOfRecovery } from './index.ts'

let app: TestApp
let ana: TestPerson
const tell = () =>
  inPlainTransaction(app.core.db, (tx) =>
    tellOfRecovery(app.core, tx, { account: ana.id, kind: 'recovery-approved', params: { hours: '24' } }),
  )
const stopsIn = (text: string): string[] => [...text.matchAll(/link\/stop#([\w-]{43})/g)].map((match) => match[1] ?? '')

async function withPush(device: string): Promise<string> {
  const row = { id: `sub_${device.slice(4)}`, device_id: device, endpoint_sealed: 'x', keys_sealed: 'x', confirmed_at: 1, failed_at: null }
  await app.core.db.insertInto('push_subscription').values(row).execute()
  return device
}

beforeEach(async () => {
  app = await buildTestApp({ config: { sms: testSms } })
  ana = await makePerson(app.core, { login: 'ana.silva' })
})
afterEach(() => app.close())

describe('RR-3 the owner is told on every channel, each with its own "Stop this"', () => {
  it('by mail to every address in use, and to those removed in the last 7 days', async () => {
    const now = app.core.clock.now()
    await makeEmailRow(app.core, ana.id, { address: 'second@example.org' })
    await makeEmailRow(app.core, ana.id, { address: 'lately@example.org', replaced_at: now - days(7) + 1 })
    await makeEmailRow(app.core, ana.id, { address: 'old@example.org', replaced_at: now - days(7) })
    await makeEmailRow(app.core, ana.id, { address: 'unproved@example.org', verified_at: null })
    await makeEmailRow(app.core, ana.id, { address: 'held@example.org', held_at: now })
    await tell()
    await app.deliver()
    expect(app.mails.map((mail) => mail.to).sort()).toEqual([ana.email, 'lately@example.org', 'second@example.org'].sort())
    const tokens = app.mails.flatMap((mail) => stopsIn(mail.text))
    expect(new Set(tokens).size).toBe(3)
  })
  it('by push to every trusted, paused and blocked phone', async () => {
    const since = app.core.clock.now()
    const phones = [
      await withPush(ana.phone.id),
      await withPush((await makeTrustedPhone(app.core, ana.id, { paused_until: since + days(9999) })).id),
      await withPush((await makeTrustedPhone(app.core, ana.id, { state: 'blocked', blocked_at: since })).id),
    ]
    await withPush((await makeTrustedPhone(app.core, ana.id, { state: 'removed', ended_at: since })).id)
    await tell()
    await app.deliver()
    expect(app.pushes.map((push) => push.deviceId).sort()).toEqual(phones.sort())
  })
  it('by SMS to the number of 7 days ago, not to one that came since', async () => {
    const now = app.core.clock.now()
    const then = await makeNumberRow(app.core, ana.id, { replaced_at: now - days(2) })
    await makeNumberRow(app.core, ana.id, { added_at: now - days(2), verified_at: now - days(2) })
    await makeNumberRow(app.core, ana.id, { kind: 'contact' })
    await tell()
    await app.deliver()
    expect(app.texts.map((text) => text.to)).toEqual([then.number])
    const [token] = stopsIn(app.texts[0]?.text ?? '')
    expect((await app.browser().post('/api/links/stop', { token })).status).toBe(200)
    const stop = await app.core.db.selectFrom('recovery_stop').select('channel').executeTakeFirstOrThrow()
    expect(stop.channel).toBe('sms')
  })
  it('says nothing that others may not read: no name, no address, no code', async () => {
    await makeNumberRow(app.core, ana.id)
    await tell()
    await app.deliver()
    expect(app.texts[0]?.text).not.toMatch(/ana|silva|@/i)
  })
})
