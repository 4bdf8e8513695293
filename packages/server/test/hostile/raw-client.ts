import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection that sends what it is told, HTTP or not, and keeps what comes back. */
export interface RawClient {
  socket: Socket
  write(text: string): void
  /** Everything that came so far. */
  readonly got: string
  /** When what came fits. @throws if the connection ends before */
  until(form: RegExp, times?: number): Promise<string>
  /** When the other side closed. @returns everything that came */
  closed(): Promise<string>
  drop(): void
}

const count = (text: string, form: RegExp): number => [...text.matchAll(new RegExp(form.source, `${form.flags.replace('g', '')}g`))].length

export async function openRaw(port: number): Promise<RawClient> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  let got = ''
  let ended = false
  let look = (): void => {}
  socket.on('data', (part: Buffer) => {
    got += part.toString('latin1')
    look()
  })
  // Whoever is cut off in the middle of writing hears of it this way.
  socket.on('error', () => {})
  socket.on('close', () => {
    ended = true
    look()
  })
  await once(socket, 'connect')
  const wait = (done: () => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      look = () => {
        if (done()) resolve(got)
        else if (ended) reject(new Error(`The connection was closed after ${got.slice(0, 300)}`))
      }
      look()
    })
  return {
    socket,
    write: (text) => void socket.write(text, 'latin1'),
    get got() {
      return got
    },
    until: (form, times = 1) => wait(() => count(got, form) >= times),
    closed: () => wait(() => ended),
    drop: () => void socket.destroy(),
  }
}

/** The text of a request of ours. */
export function rawRequest(q: { method?: string; path: string; cookie?: string; body?: string; length?: number; more?: string[] }): string {
  const lines = [
    `${q.method ?? (q.body === undefined ? 'GET' : 'POST')} ${q.path} HTTP/1.1`,
    'host: login.example.org',
    'sec-fetch-site: same-origin',
  ]
  if (q.cookie) lines.push(`cookie: ${q.cookie}`)
  if (q.body !== undefined) lines.push('content-type: application/json', `content-length: ${q.length ?? Buffer.byteLength(q.body)}`)
  return `${[...lines, ...(q.more ?? [])].join('\r\n')}\r\n\r\n${q.body ?? ''}`
}
