import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SmsConfig } from '../../config/config.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { minutes, seconds } from '../../kernel/clock.ts'
import { createTestCore, makeAccountRow, type TestCore, testSms } from '../../testing/index.ts'
import { type OutboxItem, type Sender, startOutbox } from '../outbox/index.ts'
import { createSmsSender, queueSms, reserveSms, type Sms } from './index.ts'

let gateway: Server
let address: string
let asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[]
let answer: (response: ServerResponse, request: IncomingMessage) => void
let core: TestCore

const say = (status: number, body = '', headers: Record<string, string> = {}) => {
  answer = (response) => response.writeHead(status, headers).end(body)
}

beforeEach(async () => {
  asked = []
  say(200)
  gateway = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    answer(response, request)
  })
  await new Promise<void>((go) => gateway.listen(0, '127.0.0.1', go))
  address = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
  core = await createTestCore({ config: { sms: { ...testSms, url: `${address}/send` } } })
})
afterEach(async () => {
  gateway.closeAllConnections()
  await new Promise((go) => gateway.close(go))
  await core.close()
})

const sms: Sms = { to: '+4915123456734', text: '123456 is your code.\n\n@login.example.org #123456' }
const send = (given: Partial<SmsConfig> = {}, note?: Parameters<typeof createSmsSender>[0]) => {
  core.config.sms = { ...testSms, url: `${address}/send`, ...given }
  const item: OutboxItem = {
    id: 'out_1',
    accountId: null,
    deviceId: null,
    payload: { ...sms, about: 'smc_1' },
    attempts: 1,
    endsAt: core.clock.now() + minutes(5),
  }
  return createSmsSender(note)(core, item)
}
const soon = () => ({ retryAt: core.clock.now() + seconds(2) })

describe('SM-5 the generic gateway', () => {
  it('gets one request as the configuration describes it', async () => {
    expect(await send({ headers: { 'content-type': 'application/json', authorization: 'Bearer key' } })).toBe('sent')
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/send' })
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer key', 'content-type': 'application/json' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ to: sms.to, text: sms.text })
  })

  it('can be asked by a form, by an address alone, and as XML', async () => {
    await send({
      method: 'PUT',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'n={to}&m={text}&s={from}',
      from: 'A&B',
    })
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({ n: sms.to, m: sms.text, s: 'A&B' })
    const { body: _none, ...without } = testSms
    core.config.sms = without
    const url = `${address}/sendsms?to={to}&text={text}`
    const item: OutboxItem = { id: 'out_2', accountId: null, deviceId: null, payload: sms, attempts: 1, endsAt: core.clock.now() + 1 }
    core.config.sms = { ...without, url, method: 'GET', headers: {} }
    expect(await createSmsSender()(core, item)).toBe('sent')
    expect(asked[1]).toMatchObject({ method: 'GET', body: '' })
    expect(Object.fromEntries(new URL(asked[1]?.url ?? '', address).searchParams)).toEqual({ to: sms.to, text: sms.text })
    await send({ headers: { 'content-type': 'text/xml' }, body: '<sms to="{to}">{text}</sms>' })
    expect(asked[2]?.body).toBe(`<sms to="${sms.to}">${sms.text}</sms>`)
  })

  it.each([
    ['a status that is in the list', 202, '', { statuses: [200, 202] }, 'sent'],
    ['a status that is not', 202, '', { statuses: [200] }, { failed: 'sms_202' }],
    ['an answer that fits', 200, '{"status":"QUEUED"}', { pattern: '"status":"queued"' }, 'sent'],
    ['an answer that does not', 200, '{"status":"rejected"}', { pattern: '"status":"queued"' }, { failed: 'sms_200' }],
    ['a fitting text with a bad status', 400, '"status":"queued"', { pattern: 'queued' }, { failed: 'sms_400' }],
  ])('success is %s', async (_what, status, body, success, result) => {
    say(status, body)
    expect(await send({ success } as Partial<SmsConfig>)).toEqual(result)
  })

  it.each([500, 502, 429, 408, 401, 403, 404])('a gateway that answers %d is asked again soon', async (status) => {
    say(status)
    expect(await send()).toEqual(soon())
  })

  it.each([400, 413, 422])('one that answers %d does not want this text', async (status) => {
    say(status)
    expect(await send()).toEqual({ failed: `sms_${status}` })
  })

  it('a redirect is followed nowhere', async () => {
    say(302, '', { location: `${address}/elsewhere` })
    expect(await send()).toEqual(soon())
    expect(asked).toHaveLength(1)
  })

  it('an answer without end is not read to its end', async () => {
    answer = (response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    }
    expect(await send({ success: { pattern: 'never' } })).toEqual({ failed: 'sms_200' })
  })

  it('a gateway that is gone is asked again, and nothing of its address is in the log', async () => {
    expect(await send({ url: 'http://127.0.0.1:1/secret-key', success: { statuses: [200] } })).toEqual(soon())
    say(500)
    await send({ url: `${address}/secret-key` })
    expect(JSON.stringify(core.log.lines)).not.toMatch(/secret-key|4915123456734|123456 is/)
  })

  it('SM-4 the page that waits learns of each try, and telling it fails nothing that was sent', async () => {
    const noted: [string, boolean][] = []
    const note = async (_core: unknown, about: string, delivered: boolean) => {
      noted.push([about, delivered])
      if (delivered) throw new Error('The database is gone')
    }
    say(500)
    await send({}, note)
    say(200)
    expect(await send({}, note)).toBe('sent')
    expect(noted).toEqual([
      ['smc_1', false],
      ['smc_1', true],
    ])
  })

  it('without a gateway nothing is sent', async () => {
    delete core.config.sms
    const item: OutboxItem = { id: 'out_1', accountId: null, deviceId: null, payload: sms, attempts: 1, endsAt: 0 }
    expect(await createSmsSender()(core, item)).toEqual({ failed: 'sms_not_set_up' })
  })
})

describe('SM-5 in the outbox', () => {
  const none: Sender = async () => 'sent'
  const outbox = () => startOutbox(core, { mail: none, push: none, 'reset-request': none, sms: createSmsSender() })
  const put = (account: string, q: Parameters<typeof queueSms>[3]) =>
    inPlainTransaction(core.db, async (tx) => {
      const reserved = await reserveSms(core, tx, { kind: 'acted', account, e164: '+4915123456734' })
      return reserved.ok && (await queueSms(core, tx, reserved.sms, q))
    })
  const queue = async (dedupe: string, endsAt = core.clock.now() + minutes(5)) => {
    const account = (await makeAccountRow(core)).id
    const q = { text: 'hello', dedupe, endsAt }
    return { account, q, queued: await put(account, q) }
  }

  it('a text is sealed, sent once, and then gone', async () => {
    const { account, q } = await queue('one')
    expect(await put(account, q)).toBe(false)
    expect(JSON.stringify(await core.db.selectFrom('outbox').selectAll().execute())).not.toMatch(/hello|4915123456734/)
    const running = outbox()
    await running.runOnce()
    await running.stop()
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([{ to: '+4915123456734', text: 'hello' }])
    expect(await core.db.selectFrom('outbox').select('payload_sealed').execute()).toEqual([{ payload_sealed: null }])
  })

  it('is tried again, and never after its end', async () => {
    await queue('one', core.clock.now() + seconds(5))
    say(503)
    const running = outbox()
    await running.runOnce()
    core.clock.advance(seconds(2))
    await running.runOnce()
    expect(asked).toHaveLength(2)
    say(200)
    core.clock.advance(seconds(30))
    await running.runOnce()
    await running.stop()
    expect(asked).toHaveLength(2)
    expect(await core.db.selectFrom('outbox').select(['error_code', 'sent_at']).execute()).toEqual([
      { error_code: 'too_late', sent_at: null },
    ])
  })

  it('an empty text is a bug and is not sent', async () => {
    const account = await makeAccountRow(core)
    await expect(put(account.id, { text: ' ', dedupe: 'x', endsAt: core.clock.now() + 1 })).rejects.toThrow('needs a text')
  })

  it('OP-7 without a gateway nothing waits in vain', async () => {
    delete core.config.sms
    expect((await queue('one')).queued).toBe(false)
    expect(await core.db.selectFrom('outbox').select('id').execute()).toEqual([])
  })
})
