import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction, inTransaction } from '../../db/transaction.ts'
import type { CurrentDevice } from '../../http/route.ts'
import { days, minutes, seconds } from '../../kernel/clock.ts'
import { createTestCore, makeAccountRow, makeTrustedPhone, type TestCore, type TestPhone } from '../../testing/index.ts'
import type { OutboxItem } from '../outbox/index.ts'
import { createPushSender } from './push-sender.ts'
import { dropSubscriptions, subscribe, withSubscription } from './push-subscriptions.ts'
import { type PushToQueue, queuePush } from './queue-push.ts'
import { type PlayedPushService, playPushService } from './testing/played-push-service.ts'

let core: TestCore
let service: PlayedPushService
let phone: TestPhone
let account: string
const send = createPushSender()

beforeEach(async () => {
  core = await createTestCore({
    config: { push: { subject: 'mailto:admin@example.org', hosts: ['push.example.net'], allowLoopback: true } },
  })
  service = await playPushService()
  account = (await makeAccountRow(core)).id
  phone = await makeTrustedPhone(core, account)
  await subscribe(core, deviceOf(phone), service.subscription)
})
afterEach(async () => {
  await service.close()
  await core.close()
})

const deviceOf = (of: TestPhone, state: CurrentDevice['state'] = 'trusted'): CurrentDevice => ({
  id: of.id,
  accountId: of.account,
  state,
  person: true,
  paused: false,
})
const push: Omit<PushToQueue, 'accountId' | 'endsAt'> = {
  id: 'prm_AAAAAAAAAAAAAAAAAAAAAA',
  title: 'Example',
  body: 'Confirm your login',
  navigate: '/app/#prompts',
  dedupe: 'prompt one',
}
const item = (more: Partial<OutboxItem> = {}): OutboxItem => ({
  id: 'out_AAAAAAAAAAAAAAAAAAAAAA',
  accountId: account,
  deviceId: phone.id,
  payload: push,
  attempts: 1,
  endsAt: core.clock.now() + seconds(90),
  ...more,
})
const queued = () => core.db.selectFrom('outbox').selectAll().execute()

describe('sending a push', () => {
  it('arrives encrypted for the phone, with an id and no secret, and ends with what it is about', async () => {
    expect(await send(core, item())).toBe('sent')
    const [got] = service.received
    expect(got?.message).toEqual({
      web_push: 8030,
      notification: { title: 'Example', body: 'Confirm your login', navigate: 'https://login.example.org/app/#prompts' },
      id: push.id,
    })
    expect(got?.headers).toMatchObject({ ttl: '90', urgency: 'high', 'content-encoding': 'aes128gcm' })
    expect(got?.headers.topic).toMatch(/^[\w-]{1,32}$/)
    expect(got?.claims.sub).toBe('mailto:admin@example.org')
    expect(got?.claims.aud).toBe(new URL(service.subscription.endpoint).origin)
    // RFC 8292 §2: at most 24 hours.
    expect((got?.claims.exp ?? 0) * 1000 - core.clock.now()).toBeLessThanOrEqual(days(1))
  })

  it('about the same thing replaces an undelivered one, and all are of one size', async () => {
    await send(core, item())
    await send(core, item({ payload: { ...push, body: 'Another text that is much longer than the first one was' } }))
    await send(core, item({ payload: { ...push, id: 'prm_BBBBBBBBBBBBBBBBBBBBBB', body: 'x'.repeat(4000) } }))
    const [one, two, three] = service.received
    expect(one?.headers.topic).toBe(two?.headers.topic)
    expect(three?.headers.topic).not.toBe(one?.headers.topic)
    expect(new Set(service.received.map(({ size }) => size)).size).toBe(1)
    expect(three?.message.notification.body).toBe('')
  })

  it.each([404, 410])('%i means that the address is gone: it is forgotten', async (status) => {
    service.answerWith(status)
    expect(await send(core, item())).toEqual({ failed: `push_${status}` })
    expect(await withSubscription(core.db, [phone.id])).toEqual(new Set())
    expect(await send(core, item())).toEqual({ failed: 'no_push_address' })
  })

  it('a gone address does not take the new one with it that the phone gave meanwhile', async () => {
    service.answerWith(410)
    const sending = send(core, item())
    core.clock.advance(1)
    await subscribe(core, deviceOf(phone), service.subscription)
    await sending
    expect((await withSubscription(core.db, [phone.id])).has(phone.id)).toBe(true)
  })

  it.each([400, 401, 403, 413])('%i is our own fault: it is said loudly and not tried again', async (status) => {
    service.answerWith(status)
    expect(await send(core, item())).toEqual({ failed: `push_${status}` })
    expect(core.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
    expect((await withSubscription(core.db, [phone.id])).has(phone.id)).toBe(true)
  })

  it.each([429, 500, 503])('%i is tried again, not before Retry-After', async (status) => {
    service.answerWith(status)
    expect(await send(core, item())).toEqual({ retryAt: core.clock.now() + seconds(2) })
    service.answerWith(status, { 'retry-after': '40' })
    expect(await send(core, item())).toEqual({ retryAt: core.clock.now() + seconds(40) })
    service.answerWith(status, { 'retry-after': new Date(core.clock.now() + minutes(3)).toUTCString() })
    expect(await send(core, item())).toEqual({ retryAt: core.clock.now() + minutes(3) })
    service.answerWith(status, { 'retry-after': 'soon' })
    expect(await send(core, item({ attempts: 3 }))).toEqual({ retryAt: core.clock.now() + seconds(8) })
  })

  it('a redirect is not followed', async () => {
    const elsewhere = await playPushService()
    service.answerWith(307, { location: elsewhere.subscription.endpoint })
    expect(await send(core, item())).toEqual({ failed: 'push_307' })
    expect(elsewhere.received).toHaveLength(0)
    await elsewhere.close()
  })

  it('a push service that is away is tried again', async () => {
    await service.close()
    expect(await send(core, item())).toEqual({ retryAt: core.clock.now() + seconds(2) })
  })

  it('an address that is no longer listed is not called', async () => {
    core.config.push.allowLoopback = false
    expect(await send(core, item())).toEqual({ failed: 'push_endpoint_refused' })
    expect(service.received).toHaveLength(0)
  })

  it('no address of a push service is ever in the log', async () => {
    for (const status of [201, 403, 410, 500]) {
      service.answerWith(status)
      await send(core, item())
    }
    expect(JSON.stringify(core.log.lines)).not.toContain('localhost')
    expect(JSON.stringify(core.log.lines)).not.toContain(service.subscription.auth)
  })
})

describe('giving a push address', () => {
  const stored = () => core.db.selectFrom('push_subscription').selectAll().execute()

  it('is kept sealed to its device, and a new one takes the place of the old', async () => {
    const [row] = await stored()
    expect(JSON.stringify(row)).not.toContain('localhost')
    expect(JSON.stringify(row)).not.toContain(service.subscription.auth)
    await subscribe(core, deviceOf(phone), { ...service.subscription, endpoint: `${service.subscription.endpoint}2` })
    expect(await stored()).toHaveLength(1)
    const other = await makeTrustedPhone(core, account)
    await core.db.updateTable('push_subscription').set({ device_id: other.id }).execute()
    await expect(send(core, item({ deviceId: other.id }))).rejects.toThrow()
  })

  it('refuses what is no push service, no point, or too short a secret', async () => {
    const of = deviceOf(phone)
    const { subscription } = service
    expect(await subscribe(core, of, { ...subscription, endpoint: 'https://10.0.0.1/x' })).toMatchObject({ code: 'push_endpoint_refused' })
    expect(await subscribe(core, of, { ...subscription, p256dh: 'A'.repeat(87) })).toMatchObject({ code: 'bad_request' })
    expect(await subscribe(core, of, { ...subscription, auth: 'A'.repeat(21) })).toMatchObject({ code: 'bad_request' })
    expect(await subscribe(core, deviceOf(phone, 'scanned'), subscription)).toMatchObject({ code: 'device_not_trusted' })
  })
})

describe('queueing a push', () => {
  const put = (more: Partial<PushToQueue> = {}) =>
    inPlainTransaction(core.db, (tx) =>
      queuePush(core, tx, { ...push, accountId: account, endsAt: core.clock.now() + minutes(2), ...more }),
    )

  it('goes once to each phone that gave an address, and to nobody else', async () => {
    const silent = await makeTrustedPhone(core, account)
    const stranger = await makeTrustedPhone(core, (await makeAccountRow(core)).id)
    await subscribe(core, deviceOf(stranger), service.subscription)
    await put()
    await put()
    const rows = await queued()
    expect(rows.map((row) => row.device_id)).toEqual([phone.id])
    expect(rows[0]?.payload_sealed).not.toContain('Confirm')
    expect(rows.some((row) => row.device_id === silent.id)).toBe(false)
  })

  it('TD-8 a blocked phone is still told; a removed one and one that merely scanned are not', async () => {
    for (const [state, count] of [
      ['blocked', 1],
      ['held', 1],
      ['removed', 0],
      ['scanned', 0],
      ['ready', 0],
    ] as const) {
      await core.db.updateTable('device').set({ state }).where('id', '=', phone.id).execute()
      await put({ dedupe: state })
      expect((await queued()).filter((row) => row.dedupe.startsWith(state))).toHaveLength(count)
    }
  })

  it('only to the devices named', async () => {
    await put({ devices: [] })
    await put({ devices: ['dev_AAAAAAAAAAAAAAAAAAAAAA'] })
    expect(await queued()).toHaveLength(0)
    await put({ devices: [phone.id] })
    expect(await queued()).toHaveLength(1)
  })

  it('is undone with the transaction of what it tells about', async () => {
    await expect(
      inTransaction(core.db, async (tx) => {
        await queuePush(core, tx, { ...push, accountId: account, endsAt: core.clock.now() + minutes(2) })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await queued()).toHaveLength(0)
  })

  it('does nothing where push is off', async () => {
    core.config.push.subject = ''
    await put()
    expect(await queued()).toHaveLength(0)
  })

  it('forgets the addresses of an account or of one phone', async () => {
    const second = await makeTrustedPhone(core, account)
    await subscribe(core, deviceOf(second), service.subscription)
    await inPlainTransaction(core.db, (tx) => dropSubscriptions(tx, { device: phone.id }))
    expect(await withSubscription(core.db, [phone.id, second.id])).toEqual(new Set([second.id]))
    await inPlainTransaction(core.db, (tx) => dropSubscriptions(tx, { account }))
    expect(await withSubscription(core.db, [phone.id, second.id])).toEqual(new Set())
  })
})
