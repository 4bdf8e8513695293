import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { buildApp, endsOf } from '../app.ts'
import type { Mail } from '../features/mail/index.ts'
import type { OutboxItem } from '../features/outbox/index.ts'
import type { Sms } from '../features/sms-gateways/index.ts'
import { startJobs } from '../jobs.ts'
import { createTestCore, type TestCore, type TestCoreOptions } from './test-core.ts'

/** What a route answered. */
export interface TestAnswer {
  status: number
  body: never
  headers: LightMyRequestResponse['headers']
  text: string
}

/** One browser: it keeps its cookies and sends what a page of ours would send. */
export interface TestBrowser {
  get(path: string): Promise<TestAnswer>
  post(path: string, body?: unknown): Promise<TestAnswer>
  request(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>
  cookies: Map<string, string>
  /** Names of those that outlast the browser's being closed, as they were last set. */
  lasting: ReadonlySet<string>
}

export interface BrowserOptions {
  ip?: string
  agent?: string
}

const chromeOnWindows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

function keepCookies(cookies: Map<string, string>, lasting: Set<string>, lines: string | string[] | undefined): void {
  for (const line of [lines ?? []].flat()) {
    const [pair = '', ...attributes] = line.split('; ')
    const cut = pair.indexOf('=')
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)]
    if (value === '' || attributes.includes('Max-Age=0')) cookies.delete(name)
    else cookies.set(name, value)
    if (attributes.some((one) => one.startsWith('Max-Age='))) lasting.add(name)
    else lasting.delete(name)
  }
}

function createBrowser(app: FastifyInstance, origin: string, options: BrowserOptions): TestBrowser {
  const cookies = new Map<string, string>()
  const lasting = new Set<string>()
  const request: TestBrowser['request'] = async (method, path, body, headers = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.inject({
      method,
      url: path,
      remoteAddress: options.ip ?? '203.0.113.7',
      headers: {
        'user-agent': options.agent ?? chromeOnWindows,
        'sec-fetch-site': 'same-origin',
        ...(method === 'GET' ? {} : { origin }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    keepCookies(cookies, lasting, response.headers['set-cookie'])
    const isJson = String(response.headers['content-type'] ?? '').startsWith('application/json')
    return {
      status: response.statusCode,
      text: response.body,
      headers: response.headers,
      body: (isJson ? response.json() : undefined) as never,
    }
  }
  return {
    cookies,
    lasting,
    request,
    get: (path) => request('GET', path),
    post: (path, body = {}) => request('POST', path, body),
  }
}

/** The whole service on a database of its own, without a port, a mail server or a push service. */
export interface TestApp {
  core: TestCore
  app: FastifyInstance
  /** A new browser, without cookies. */
  browser(options?: BrowserOptions): TestBrowser
  /** Delivers everything in the outbox that is due, into `mails`, `pushes` and `texts`. */
  deliver(): Promise<void>
  mails: Mail[]
  pushes: OutboxItem[]
  texts: Sms[]
  /** The newest mail to an address, after delivering what waits.
   * @throws if there is none */
  mailTo(address: string): Promise<Mail>
  close(): Promise<void>
}

/** Nothing runs beside the requests. */
const noJobs: ReturnType<typeof startJobs> = { stop: async () => {}, runOnce: async () => {} }

/** @param options.senders takes the place of the ways out that keep messages in `mails`, `pushes` and `texts`
 * @param options.resting nothing is sent and no books are closed, so that the same requests always do the same */
export async function buildTestApp(
  options: TestCoreOptions & { senders?: Parameters<typeof startJobs>[1]; resting?: true } = {},
): Promise<TestApp> {
  const bare = await createTestCore(options)
  const core: TestCore = { ...bare, ends: options.ends ?? endsOf(bare) }
  const app = await buildApp(core)
  const mails: Mail[] = []
  const pushes: OutboxItem[] = []
  const texts: Sms[] = []
  const played: Parameters<typeof startJobs>[1] = {
    mail: async (_core, item) => {
      mails.push(item.payload as Mail)
      return 'sent'
    },
    push: async (_core, item) => {
      pushes.push(item)
      return 'sent'
    },
    sms: async (_core, item) => {
      texts.push(item.payload as Sms)
      return 'sent'
    },
    ...options.senders,
  }
  const jobs = options.resting ? noJobs : startJobs(core, played)
  return {
    core,
    app,
    mails,
    pushes,
    texts,
    deliver: () => jobs.runOnce(),
    browser: (given = {}) => createBrowser(app, core.config.origin, given),
    async mailTo(address) {
      await jobs.runOnce()
      const mail = mails.findLast((one) => one.to === address)
      if (!mail) throw new Error(`No mail to ${address}; there are mails to ${mails.map((one) => one.to).join(', ') || 'nobody'}`)
      return mail
    },
    async close() {
      await jobs.stop()
      await app.close()
      await core.close()
    },
  }
}
