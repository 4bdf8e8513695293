import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import type { MailConfig } from '../../config/config.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { hours, minutes } from '../../kernel/clock.ts'
import { createTestCore, type TestCore } from '../../testing/index.ts'
import { ownCertificate } from '../../testing/own-certificate.ts'
import { type Outbox, startOutbox } from '../outbox/index.ts'
import { createMailSender, verdictOf } from './mail-sender.ts'
import { queueMail } from './queue-mail.ts'

const tls = ownCertificate('localhost')
const patience = { connect: 2000, silence: 500, whole: 2000 }
const none = async (): Promise<'sent'> => 'sent'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** What an SMTP server took, whole: a message that was cut off is not among them. */
interface Taken {
  from: string
  to: string[]
  text: string
  secure: boolean
  login: string | undefined
}

async function mailServer(faults: Partial<SMTPServerOptions> = {}): Promise<{ port: number; taken: Taken[] }> {
  const taken: Taken[] = []
  const server = new SMTPServer({
    ...tls,
    onAuth: ({ username, password }, _session, done) =>
      username === 'sparekey' && password === 'hunter2' ? done(null, { user: username }) : done(new Error('Wrong login')),
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (part) => (text += String(part)))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        taken.push({ from, to: rcptTo.map((one) => one.address), text, secure: session.secure, login: session.user as string | undefined })
        done()
      })
    },
    ...faults,
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { port: (listening.address() as AddressInfo).port, taken }
}

async function open(port: number, more: Partial<MailConfig> = {}): Promise<{ core: TestCore; box: Outbox }> {
  const login = { name: 'sparekey', password: 'hunter2' }
  const mail: MailConfig = { host: 'localhost', port, secure: false, insecure: false, from: 'Login <login@example.org>', login, ...more }
  const core = await createTestCore({ config: { mail } })
  const box = startOutbox(core, { mail: createMailSender({ patience, ca: tls.cert }), push: none, sms: none, 'reset-request': none })
  closing.push(
    () => core.close(),
    () => box.stop(),
  )
  return { core, box }
}

const put = (core: TestCore, mail: { subject?: string; text?: string } = {}) =>
  inPlainTransaction(core.db, (tx) =>
    queueMail(core, tx, {
      to: 'ana@example.org',
      subject: 'New password',
      text: 'Open this link:\nhttps://login.example.org/link/reset#abc\n',
      dedupe: 'one',
      endsAt: core.clock.now() + hours(1),
      ...mail,
    }),
  )
/** Tries until nothing is left to try. */
async function untilOver(core: TestCore, box: Outbox): Promise<{ attempts: number; sent: boolean; code: string | null }> {
  for (let n = 0; n < 10; n++) {
    await box.runOnce()
    const row = await core.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow()
    if (row.sent_at !== null || row.failed_at !== null) return { attempts: row.attempts, sent: row.sent_at !== null, code: row.error_code }
    core.clock.set(row.due_at)
  }
  throw new Error('It never ended')
}

describe('OP-7 a mail by SMTP', () => {
  it('goes out by STARTTLS with the login, as plain text, once', async () => {
    const server = await mailServer()
    const { core, box } = await open(server.port)
    await put(core)
    expect(await untilOver(core, box)).toEqual({ attempts: 1, sent: true, code: null })
    const [mail] = server.taken
    expect(server.taken).toHaveLength(1)
    expect(mail).toMatchObject({ from: 'login@example.org', to: ['ana@example.org'], secure: true, login: 'sparekey' })
    expect(mail?.text).toMatch(/^From: Login <login@example\.org>\r$/m)
    expect(mail?.text).toMatch(/^Subject: New password\r$/m)
    expect(mail?.text).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m)
    expect(mail?.text).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(mail?.text).toContain('https://login.example.org/link/reset#abc')
  })
  it('goes out by TLS from the first byte', async () => {
    const server = await mailServer({ secure: true })
    const { core, box } = await open(server.port, { secure: true })
    await put(core)
    expect((await untilOver(core, box)).sent).toBe(true)
    expect(server.taken).toMatchObject([{ secure: true }])
  })
  it('in plain text only where the operator allowed it', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true })
    const strict = await open(server.port)
    delete strict.core.config.mail?.login
    await put(strict.core)
    expect((await untilOver(strict.core, strict.box)).sent).toBe(false)
    expect(server.taken).toEqual([])
    const { core, box } = await createInsecure(server.port)
    await put(core)
    expect((await untilOver(core, box)).sent).toBe(true)
    expect(server.taken).toMatchObject([{ secure: false }])
  })
  it('never to a server whose certificate nobody vouches for', async () => {
    const server = await mailServer(ownCertificate('localhost'))
    const { core, box } = await open(server.port)
    await put(core)
    expect((await untilOver(core, box)).sent).toBe(false)
    expect(server.taken).toEqual([])
  })
  it('never to a server with a certificate for another name', async () => {
    const server = await mailServer(ownCertificate('mail.example.net'))
    const { core, box } = await open(server.port)
    await put(core)
    expect((await untilOver(core, box)).sent).toBe(false)
  })
  it('cannot be given a further header or recipient by its text', async () => {
    const server = await mailServer()
    const { core, box } = await open(server.port)
    await put(core, { subject: 'Hello\r\nBcc: eve@example.net\r\n\r\nText', text: 'One\r\n.\r\nRCPT TO:<eve@example.net>\r\n' })
    await untilOver(core, box)
    expect(server.taken).toHaveLength(1)
    expect(server.taken[0]?.to).toEqual(['ana@example.org'])
    expect(server.taken[0]?.text).not.toMatch(/^Bcc:/im)
  })
  it('without a mail server is not queued at all', async () => {
    const core = await createTestCore()
    closing.push(() => core.close())
    delete core.config.mail
    expect(await put(core)).toBe(false)
    expect(await core.db.selectFrom('outbox').selectAll().execute()).toEqual([])
  })
})

async function createInsecure(port: number) {
  const { core, box } = await open(port, { insecure: true })
  delete core.config.mail?.login
  return { core, box }
}

/** A way to a mail server that is cut so many times as soon as the text begins. @returns its port */
async function cutLines(to: number, times: number): Promise<number> {
  let left = times
  const line = createServer((client) => {
    const server = connect(to, '127.0.0.1')
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const)
      one.on('error', () => {}).on('close', () => other.destroy())
    client.on('data', (bytes) => {
      if (/^Subject:/m.test(String(bytes)) && left-- > 0) client.destroy()
      else server.write(bytes)
    })
    server.pipe(client)
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  closing.push(() => new Promise((resolve) => line.close(resolve)))
  return (line.address() as AddressInfo).port
}

describe('a mail server with a fault', () => {
  /** An answer with an SMTP code, such as greylisting's 451. */
  const answer = (code: number): Error => Object.assign(new Error('No'), { responseCode: code })
  /** Faulty for so many times, then as it should be. */
  const atFirst = (times: number, code: number): Partial<SMTPServerOptions> => {
    let left = times
    return { onRcptTo: (_address, _session, done) => (left-- > 0 ? done(answer(code)) : done()) }
  }

  it('that asks to come back later gets the mail once, later', async () => {
    const server = await mailServer(atFirst(3, 451))
    const { core, box } = await open(server.port)
    await put(core)
    expect(await untilOver(core, box)).toEqual({ attempts: 4, sent: true, code: null })
    expect(server.taken).toHaveLength(1)
  })
  it('that refuses for good is not asked again', async () => {
    const server = await mailServer(atFirst(1, 550))
    const { core, box } = await open(server.port)
    await put(core)
    expect(await untilOver(core, box)).toEqual({ attempts: 1, sent: false, code: 'smtp_550' })
    expect(server.taken).toEqual([])
  })
  it('that drops the connection in the middle of the text gets the mail once', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true })
    const { core, box } = await createInsecure(await cutLines(server.port, 2))
    await put(core)
    expect(await untilOver(core, box)).toEqual({ attempts: 3, sent: true, code: null })
    expect(server.taken).toHaveLength(1)
  })
  it('that hangs is given up in time, and gets the mail once when it is well again', async () => {
    let hangs = 2
    const server = await mailServer({ onMailFrom: (_address, _session, done) => (hangs-- > 0 ? undefined : done()) })
    const { core, box } = await open(server.port)
    await put(core)
    expect(await untilOver(core, box)).toEqual({ attempts: 3, sent: true, code: null })
    expect(server.taken).toHaveLength(1)
  })
  it('that is not there is tried again until the mail is too late', async () => {
    const { core, box } = await open(1)
    await put(core)
    const over = await untilOver(core, box)
    expect(over).toMatchObject({ sent: false, code: 'too_late' })
    expect(over.attempts).toBeGreaterThan(5)
  })
  it('that does not know our login is asked again: the operator can mend that', async () => {
    const server = await mailServer()
    const { core, box } = await open(server.port, { login: { name: 'sparekey', password: 'old' } })
    await put(core)
    await box.runOnce()
    expect(await core.db.selectFrom('outbox').select('failed_at').execute()).toEqual([{ failed_at: null }])
    if (core.config.mail?.login) core.config.mail.login.password = 'hunter2'
    core.clock.advance(minutes(1))
    expect((await untilOver(core, box)).sent).toBe(true)
    expect(server.taken).toHaveLength(1)
  })
  it('leaves no address, text or password in the log', async () => {
    const server = await mailServer(atFirst(1, 550))
    const { core, box } = await open(server.port)
    await put(core)
    await untilOver(core, box)
    const log = JSON.stringify(core.log.lines)
    expect(log).toContain('smtp_550')
    for (const secret of ['ana@example.org', 'link/reset', 'hunter2']) expect(log).not.toContain(secret)
  })
})

it.each([
  [{ responseCode: 550, code: 'EENVELOPE' }, { failed: 'smtp_550' }],
  [{ responseCode: 554, code: 'EMESSAGE' }, { failed: 'smtp_554' }],
  [{ responseCode: 451, code: 'EENVELOPE' }, 'again'],
  [{ responseCode: 421 }, 'again'],
  [{ responseCode: 535, code: 'EAUTH' }, 'again'],
  [{ responseCode: 530, code: 'ETLS' }, 'again'],
  [{ code: 'ECONNECTION' }, 'again'],
  [{}, 'again'],
])('%j means %j', (error, verdict) => expect(verdictOf(error)).toEqual(verdict))
