import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** Where messages arrive: a mail server and an SMS gateway of our own, which outlive every kill. */
export interface Receivers {
  mailPort: number
  smsUrl: string
  /** How often each mail arrived, by its Message-ID without the host. */
  mails: Map<string, number>
  /** How often each text arrived, by its idempotency key. */
  texts: Map<string, number>
  /** The newest text to a number. */
  textTo: Map<string, string>
  close(): Promise<void>
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const count = (map: Map<string, number>, key: string): void => {
  map.set(key, (map.get(key) ?? 0) + 1)
}

export async function openReceivers(): Promise<Receivers> {
  const mails = new Map<string, number>()
  const texts = new Map<string, number>()
  const textTo = new Map<string, string>()
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      readAll(stream).then(
        (text) => {
          count(mails, /^message-id: <(out_[^@]+)@/im.exec(text)?.[1] ?? 'no Message-ID')
          done()
        },
        () => done(),
      )
    },
  })
  // A client that was killed breaks its connection.
  smtp.on('error', () => {})
  const gateway = createServer((request, response) => {
    readAll(request).then(
      (text) => {
        const { to, text: words } = JSON.parse(text) as { to: string; text: string }
        count(texts, String(request.headers['idempotency-key'] ?? 'no key'))
        textTo.set(to, words)
        response.writeHead(200).end('{}')
      },
      () => response.destroy(),
    )
  })
  const mailPort = await new Promise<number>((go) => {
    const server = smtp.listen(0, '127.0.0.1', () => go((server.address() as AddressInfo).port))
  })
  await new Promise<void>((go) => gateway.listen(0, '127.0.0.1', go))
  return {
    mailPort,
    smsUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`,
    mails,
    texts,
    textTo,
    async close() {
      gateway.closeAllConnections()
      await new Promise<void>((go) => gateway.close(() => go()))
      await new Promise<void>((go) => smtp.close(() => go()))
    },
  }
}
