import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { BrowserContext } from '@playwright/test'

// The push service of a browser's vendor, played: a test machine cannot reach a real one. It does what one does on the way
// (RFC 8030, RFC 8292) and what the browser does at the end (RFC 8291): checks the sender's signature, decrypts, and hands the
// text to the real worker. The one thing that is replaced in the browser is PushManager.subscribe.

interface Subscription {
  id: string
  privateKey: Buffer
  publicKey: Buffer
  auth: Buffer
}

/** A push that arrived, as the worker gets it. */
export interface ArrivedPush {
  text: string
  ttl: number
  topic: string | undefined
  urgency: string | undefined
  size: number
}

export interface PlayedPush {
  origin: string
  arrived: ArrivedPush[]
  /** Why pushes were turned away; empty as long as the server does everything right. */
  refused: string[]
  /** Makes the phones of this context subscribe here. */
  install(context: BrowserContext): Promise<void>
  /** Hands each push to the worker of the phone app from now on. */
  deliverTo(context: BrowserContext, origin: string): Promise<void>
  close(): Promise<void>
}

/** RFC 8291 §3.4 and RFC 8188 §2, from the receiver's side. */
function decrypt(body: Buffer, subscription: Subscription): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const mine = createECDH('prime256v1')
  mine.setPrivateKey(subscription.privateKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), subscription.publicKey, sender])
  const input = Buffer.from(hkdfSync('sha256', mine.computeSecret(sender), subscription.auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12))
  const opener = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 }).setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()])
  const end = padded.lastIndexOf(2)
  return padded.subarray(0, end).toString('utf8')
}

/** What is wrong with who sends it (RFC 8292 §2); undefined if nothing is. */
function senderProblem(header: string | undefined, origin: string): string | undefined {
  const [, head = '', claimed = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(header ?? '') ?? []
  if (!key) return 'no vapid header'
  const point = Buffer.from(key, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const signer = { key: createPublicKey({ format: 'jwk', key: jwk }), dsaEncoding: 'ieee-p1363' } as const
  if (!verify('sha256', Buffer.from(`${head}.${claimed}`), signer, Buffer.from(signature, 'base64url'))) return 'wrong signature'
  const claims = JSON.parse(Buffer.from(claimed, 'base64url').toString()) as { aud?: string; exp?: number; sub?: string }
  if (claims.aud !== origin) return `made for ${claims.aud}`
  const now = Date.now() / 1000
  if (!claims.exp || claims.exp <= now || claims.exp > now + 24 * 3600) return 'expires at the wrong time'
  return /^(mailto:|https:)/.test(claims.sub ?? '') ? undefined : 'no subject'
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
const headerOf = (request: IncomingMessage, name: string): string | undefined => [request.headers[name]].flat()[0]

export async function startPlayedPush(): Promise<PlayedPush> {
  const subscriptions = new Map<string, Subscription>()
  const arrived: ArrivedPush[] = []
  const refused: string[] = []
  const workers: ((text: string) => Promise<void>)[] = []

  const take = async (request: IncomingMessage): Promise<number> => {
    const subscription = subscriptions.get(request.url?.split('/')[2] ?? '')
    if (!subscription) return 404
    const body = await bodyOf(request)
    const problem =
      headerOf(request, 'content-encoding') === 'aes128gcm' ? senderProblem(request.headers.authorization, origin) : 'not aes128gcm'
    if (problem || body.length > 4096) {
      refused.push(problem ?? `${body.length} bytes`)
      return 400
    }
    const text = decrypt(body, subscription)
    const ttl = Number(headerOf(request, 'ttl'))
    arrived.push({ text, ttl, topic: headerOf(request, 'topic'), urgency: headerOf(request, 'urgency'), size: body.length })
    for (const worker of workers) await worker(text)
    return 201
  }
  const server: Server = createServer((request, response) => {
    take(request).then(
      (status) => response.writeHead(status).end(),
      (error: Error) => {
        refused.push(error.message)
        response.writeHead(400).end()
      },
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The played push service does not listen')
  const origin = `http://localhost:${address.port}`

  return {
    origin,
    arrived,
    refused,
    async install(context) {
      const pair = createECDH('prime256v1')
      const publicKey = pair.generateKeys()
      const subscription = { id: randomBytes(12).toString('base64url'), privateKey: pair.getPrivateKey(), publicKey, auth: randomBytes(16) }
      subscriptions.set(subscription.id, subscription)
      const keys = { p256dh: publicKey.toString('base64url'), auth: subscription.auth.toString('base64url') }
      await context.addInitScript(playSubscribe, { endpoint: `${origin}/push/${subscription.id}`, keys })
    },
    async deliverTo(context, site) {
      workers.push(await workerOf(context, site))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Runs in the phone's pages: hands out a subscription at the played service. As a real one it is kept, for the key that it was
 * made for, until it is given up. */
function playSubscribe(given: { endpoint: string; keys: { p256dh: string; auth: string } }): void {
  const bytes = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)).buffer
  const kept = 'played-push'
  const subscription = (serverKey: string): PushSubscription => ({
    endpoint: given.endpoint,
    expirationTime: null,
    options: { userVisibleOnly: true, applicationServerKey: bytes(serverKey) },
    getKey: (name) => bytes(given.keys[name]),
    toJSON: () => ({ endpoint: given.endpoint, expirationTime: null, keys: given.keys }),
    unsubscribe: async () => {
      localStorage.removeItem(kept)
      return true
    },
  })
  PushManager.prototype.subscribe = async (options) => {
    if (!options?.userVisibleOnly) throw new DOMException('A push must be seen', 'NotAllowedError')
    const serverKey = btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey as ArrayBuffer)))
    localStorage.setItem(kept, serverKey)
    return subscription(serverKey)
  }
  PushManager.prototype.getSubscription = async () => {
    const serverKey = localStorage.getItem(kept)
    return serverKey === null ? null : subscription(serverKey)
  }
}

/** A way to hand a push to the worker of the phone app, also while no window of it is open. */
async function workerOf(context: BrowserContext, site: string): Promise<(text: string) => Promise<void>> {
  const home = await context.newPage()
  const session = await context.newCDPSession(home)
  let found: (registration: string) => void
  const registration = new Promise<string>((go) => {
    found = go
  })
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const ours = registrations.find((one) => one.scopeURL === `${site}/app/` && !one.isDeleted)
    if (ours) found(ours.registrationId)
  })
  await session.send('ServiceWorker.enable')
  const id = await registration
  return async (text) => {
    await session.send('ServiceWorker.deliverPushMessage', { origin: `${site}/`, registrationId: id, data: text })
  }
}
