import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeDigest } from '../../src/features/recovery-codes/code-digest.ts'
import { newKeyPair } from '../../src/kernel/p256.ts'
import { createSecrets } from '../../src/kernel/secrets.ts'
import { makeNumberRow, seededRandom, testKeys } from '../../src/testing/index.ts'
import { confirmAct, makePerson, signInAs, type TestPerson } from '../../src/testing/whole.ts'
import {
  answer,
  begin,
  code,
  everyRow,
  finish,
  half,
  openWorld,
  phoneToken,
  sentDigits,
  shown,
  start,
  viewOf,
  type World,
} from '../regressions/world.ts'

// What somebody can do with a copy of the database, or with the right to write into it, and without the key file.

let world: World
let ben: TestPerson

beforeEach(async () => {
  world = await openWorld()
  ben = await makePerson(world.app.core, { login: 'ben' })
})
afterEach(() => world.app.close())

/** From now on the service has other keys: what a copy of the database comes to where the key file is missing. */
function loseTheKeys(): void {
  const keys = Object.fromEntries(Object.keys(testKeys.keys).map((id, n) => [id, Buffer.alloc(32, 100 + n).toString('base64url')]))
  Object.assign(world.app.core, { secrets: createSecrets({ current: testKeys.current, keys }, seededRandom('thief')) })
}

/** Two rows of one table trade what they hold in a column. */
async function swap(
  table: 'device' | 'phone_number' | 'outbox' | 'push_subscription',
  column: string,
  one: string,
  two: string,
): Promise<void> {
  const { db } = world.app.core
  const read = async (id: string) =>
    (await db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirstOrThrow()) as unknown as Record<string, string>
  const [first, second] = [await read(one), await read(two)]
  const write = (id: string, value: string | undefined) =>
    db
      .updateTable(table)
      .set({ [column]: value })
      .where('id', '=', id)
      .execute()
  await write(one, second[column])
  await write(two, first[column])
}

describe('a copy of the database', () => {
  it('X-14 without the key file nobody is signed in by it: no password, no code, no number fits any more', async () => {
    const { app, ana } = world
    const waiting = await half(app, ana)
    const right = { 'recovery-code': ana.codes[0] ?? '', 'verification-code': await shown(world), sms: await sentDigits(app, waiting) }
    loseTheKeys()
    expect((await begin(app.browser({ ip: '203.0.113.8' }), ana.login)).status).not.toBe(200)
    for (const [method, typed] of Object.entries(right)) expect((await answer(waiting, method, typed)).status, method).not.toBe(200)
    expect((await finish(waiting)).status).not.toBe(200)
  })

  it('X-14 holds no secret as it is shown, typed or sent', async () => {
    const { app, ana, number } = world
    const browser = await signInAs(app, ana)
    const token = await phoneToken(app, ana.phone)
    const keys = { p256dh: newKeyPair(seededRandom('phone')).publicKey, auth: 'AAAAAAAAAAAAAAAAAAAAAA' }
    const endpoint = 'https://push.example.net/very-secret-address'
    await app.browser().request('PUT', '/api/phone/push', { endpoint, ...keys }, { authorization: `Bearer ${token}` })
    const waiting = await half(app, ana, '203.0.113.8')
    await start(waiting)
    await app.browser().post('/api/forgotten-password', { login: ana.login })
    await confirmAct(app, browser, ana, 'add-device')
    const pairing = (await browser.post('/api/pairings')).body as { url: string; code: string }
    const view = await viewOf(waiting)
    // Before anything of it went out, and after.
    const before = await everyRow(app)
    await app.deliver()
    for (const rows of [before, await everyRow(app)]) {
      const secrets = {
        number,
        'half of the number': number.slice(-8),
        endpoint: 'very-secret-address',
        token,
        'pairing token': pairing.url.split('#pair.')[1] ?? '',
        'pairing code': pairing.code,
        'scan value': view.phone?.prompt?.scanUrl?.split('.').at(-1) ?? '',
        ...Object.fromEntries([...browser.cookies, ...waiting.cookies].map(([name, value]) => [`cookie ${name}`, value])),
        ...Object.fromEntries(ana.codes.map((one, n) => [`code ${n}`, one.replaceAll('-', '')])),
      }
      for (const [what, secret] of Object.entries(secrets)) {
        expect(secret.length, what).toBeGreaterThan(5)
        for (const form of [secret, Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')])
          expect(rows, what).not.toContain(form)
      }
      expect(rows).not.toMatch(/link\/[a-z-]+#[\w-]{43}/)
    }
    const texts = app.texts.map((one) => /^\d{6}/.exec(one.text)?.[0] ?? 'no text')
    const codes = JSON.stringify(await app.core.db.selectFrom('sms_code').selectAll().execute())
    for (const digits of texts) expect(codes).not.toContain(`"${digits}"`)
  })

  it('X-06 a recovery code is kept slow, salted for its set and under a pepper that is not there', async () => {
    const { app, ana } = world
    const { core } = app
    const code = (ana.codes[0] ?? '').replaceAll('-', '')
    const set = await core.db.selectFrom('recovery_code_set').selectAll().where('account_id', '=', ana.id).executeTakeFirstOrThrow()
    const other = await core.db.selectFrom('recovery_code_set').selectAll().where('account_id', '=', ben.id).executeTakeFirstOrThrow()
    const kept = await codeDigest(core, set, code)
    const digests = await core.db.selectFrom('recovery_code').select('digest').where('set_id', '=', set.id).execute()
    expect(digests.map((row) => row.digest)).toContain(kept)
    expect(await codeDigest(core, other, code)).not.toBe(kept)
    expect(Buffer.from(set.salt, 'base64url')).toHaveLength(16)
    const rows = await everyRow(app)
    for (const kind of ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256'])
      for (const text of [code, ana.codes[0] ?? '', `${set.salt}${code}`])
        for (const form of ['hex', 'base64', 'base64url'] as const) expect(rows).not.toContain(createHash(kind).update(text).digest(form))
    loseTheKeys()
    expect(await codeDigest(core, set, code)).not.toBe(kept)
  })
})

describe('who writes into the database', () => {
  it('X-15 cannot give one person’s phone another one’s verification codes', async () => {
    const { app, ana } = world
    const [hers, waiting] = [await shown(world), await half(app, ana)]
    const his = await shown({ ...world, ana: ben })
    await swap('device', 'otp_sealed', ana.phone.id, ben.phone.id)
    for (const typed of [hers, his]) expect((await answer(waiting, 'verification-code', typed)).status).toBe(500)
    expect(code(await finish(waiting))).toBe('not_confirmed')
  })

  it('X-15 cannot lead one person’s texts to another one’s number', async () => {
    const { app, ana, numberId } = world
    const his = await makeNumberRow(app.core, ben.id)
    const waiting = await half(app, ana)
    await swap('phone_number', 'number_sealed', numberId, his.id)
    expect((await start(waiting)).status).toBe(500)
    await app.deliver()
    expect(app.texts).toEqual([])
  })

  it('X-15 cannot lead one person’s mail, with its links, to another one’s address', async () => {
    const { app, ana } = world
    for (const login of [ana.login, ben.login]) await app.browser().post('/api/forgotten-password', { login })
    const waiting = await app.core.db.selectFrom('outbox').select('id').execute()
    const [one, two] = waiting.map((row) => row.id)
    await swap('outbox', 'payload_sealed', one ?? '', two ?? '')
    app.core.clock.advance(10_000)
    await app.deliver()
    await app.deliver()
    expect(app.mails).toEqual([])
  })

  it('X-15 cannot make a code of their own set good for somebody else', async () => {
    const { app, ana } = world
    const { db } = app.core
    const [mine, theirs] = [ben, ana]
    const set = await db.selectFrom('recovery_code_set').select('id').where('account_id', '=', theirs.id).executeTakeFirstOrThrow()
    const own = await db.selectFrom('recovery_code_set').select('id').where('account_id', '=', mine.id).executeTakeFirstOrThrow()
    await db.updateTable('recovery_code').set({ set_id: set.id }).where('set_id', '=', own.id).execute()
    const waiting = await half(app, theirs)
    expect((await answer(waiting, 'recovery-code', mine.codes[0] ?? '')).status).toBe(422)
    expect(code(await finish(waiting))).toBe('not_confirmed')
  })
})
