import { createDecipheriv, createECDH, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifyP256 } from '../../../kernel/p256.ts'

/** Opens a message as the phone's browser does (RFC 8291), written apart from the sender. */
export function openPush(body: Buffer, phone: { privateKey: Uint8Array; auth: Uint8Array }): Buffer {
  const [salt, own] = [body.subarray(0, 16), body.subarray(21, 21 + (body[20] ?? 0))]
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(phone.privateKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), own])
  const ikm = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(own), phone.auth, info, 32))
  const derive = (label: string, size: number) => Buffer.from(hkdfSync('sha256', ikm, salt, `Content-Encoding: ${label}\0`, size))
  const sealed = body.subarray(21 + own.length)
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12), { authTagLength: 16 })
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  const end = plain.lastIndexOf(2)
  if (end < 0 || plain.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('The padding is wrong')
  return plain.subarray(0, end)
}

/** What arrived at the played push service. */
interface ReceivedPush {
  headers: IncomingMessage['headers']
  size: number
  /** The claims of the sender's token, after its signature was checked. */
  claims: { aud: string; exp: number; sub: string }
  /** What the phone would show. */
  message: { web_push: number; id: string; notification: { title: string; body: string; navigate: string } }
}

export interface PlayedPushService {
  subscription: { endpoint: string; p256dh: string; auth: string }
  received: ReceivedPush[]
  /** What it answers from now on; 201 until then. */
  answerWith(status: number, headers?: Record<string, string>): void
  /** It takes connections and answers nothing. */
  hang(): void
  close(): Promise<void>
}

function claimsOf(header: string | undefined): ReceivedPush['claims'] {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(header ?? '') ?? []
  const cut = token.lastIndexOf('.')
  if (!verifyP256(key, Buffer.from(token.slice(0, cut)), token.slice(cut + 1))) throw new Error('The token is not signed by its key')
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as ReceivedPush['claims']
}

/** A push service with one subscription, on loopback. It checks what real ones check. */
export async function playPushService(): Promise<PlayedPushService> {
  const ecdh = createECDH('prime256v1')
  const p256dh = ecdh.generateKeys().toString('base64url')
  const phone = { privateKey: ecdh.getPrivateKey(), auth: randomBytes(16) }
  const received: ReceivedPush[] = []
  let answer: { status: number; headers: Record<string, string> } | undefined = { status: 201, headers: {} }
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      received.push({
        headers: request.headers,
        size: body.length,
        claims: claimsOf(request.headers.authorization),
        message: JSON.parse(openPush(body, phone).toString()) as ReceivedPush['message'],
      })
      if (answer) response.writeHead(answer.status, answer.headers).end()
    })
  })
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go))
  const { port } = server.address() as AddressInfo
  const id = createHash('sha256').update(p256dh).digest('base64url')
  return {
    subscription: { endpoint: `http://localhost:${port}/push/${id}`, p256dh, auth: phone.auth.toString('base64url') },
    received,
    answerWith: (status, headers = {}) => {
      answer = { status, headers }
    },
    hang: () => {
      answer = undefined
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
