import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

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

/** @throws with what it said, if it ends before it listens */
export async function startService(env: Record<string, string>): Promise<Running> {
  const program = join(import.meta.dirname, 'service.ts')
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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
