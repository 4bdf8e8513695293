import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A service that runs in a process of its own. */
export interface Running {
  url: string
  /** SIGKILL: it gets no chance to tidy up. */
  kill(): Promise<void>
  /** Whether it ended by itself. */
  ended(): boolean
  /** What it wrote to its log. */
  log(): string
}

/** Starts it, to be killed. It ends with whoever started it, however that ends: by the signal of a test that took too long, and where
 * the whole run is gone by the end of what it reads from.
 * @param signal of the test: once it is aborted the service is killed, and none is started any more
 * @throws with what it said, if it ends before it listens */
export async function startService(env: Record<string, string>, signal: AbortSignal): Promise<Running> {
  signal.throwIfAborted()
  const child = spawnToDie(join(import.meta.dirname, 'service.ts'), { env, signal })
  let said = ''
  const closed = new Promise<void>((go) => child.once('close', () => go()))
  const url = await new Promise<string>((go, fail) => {
    const hear = (part: Buffer): void => {
      said += part.toString()
      const found = /listening at (http:\S+)/.exec(said)?.[1]
      if (found) go(found)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void closed.then(() => fail(new Error(`The service ended:\n${said}`)))
  })
  return {
    url,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    log: () => said,
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
  }
}

/** A process that never outlives this one: it reads from a pipe that nobody writes to, and ends with it (`dies-with-us.ts`).
 * @param q.signal kills it */
export function spawnToDie(program: string, q: { env: Record<string, string>; signal: AbortSignal }): ChildProcess {
  const child = spawn(process.execPath, ['--import', pathToFileURL(join(import.meta.dirname, 'dies-with-us.ts')).href, program], {
    env: { PATH: process.env.PATH, ...q.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // Writing to one that was killed is nobody's concern.
  child.stdin?.on('error', () => {})
  const kill = (): void => void child.kill('SIGKILL')
  q.signal.addEventListener('abort', kill)
  child.once('close', () => q.signal.removeEventListener('abort', kill))
  if (q.signal.aborted) kill()
  return child
}

/** What was answered; nothing where the service was gone before it answered. */
export interface Heard {
  status: number
  body: Record<string, unknown>
}

/** A browser over real HTTP. Its address is its own, as a proxy would say it. */
export interface RealBrowser {
  post(url: string, path: string, body?: unknown): Promise<Heard | undefined>
  get(url: string, path: string): Promise<Heard | undefined>
  cookies: Map<string, string>
}

let browsers = 0

let sent = 0
let watched: { at: number; go: () => void } | undefined

/** When so many more requests were sent: a moment that does not depend on how fast the machine is. */
export const whenSent = (more: number): Promise<void> =>
  new Promise((go) => {
    watched = { at: sent + more, go }
  })

export function realBrowser(): RealBrowser {
  browsers += 1
  const ip = `10.${(browsers >> 16) & 255}.${(browsers >> 8) & 255}.${browsers & 255}`
  const cookies = new Map<string, string>()
  async function send(url: string, method: string, path: string, body?: unknown): Promise<Heard | undefined> {
    sent += 1
    if (watched && sent >= watched.at) watched.go()
    try {
      const answer = await fetch(url + path, {
        method,
        headers: {
          origin: 'https://login.example.org',
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': ip,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const cut = pair.indexOf('=')
        if (cut > 0 && !line.includes('Max-Age=0')) cookies.set(pair.slice(0, cut), pair.slice(cut + 1))
      }
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    } catch {
      return undefined
    }
  }
  return {
    cookies,
    get: (url, path) => send(url, 'GET', path),
    post: (url, path, body = {}) => send(url, 'POST', path, body),
  }
}
