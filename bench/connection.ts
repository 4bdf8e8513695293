import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One answer, as far as the benchmarks look at it. */
export interface Answer {
  status: number
  /** Status line and headers. */
  head: string
  body: string
}

/** One kept connection over which one request at a time goes out. Written by hand because the usual clients cost more than the
 * service they would measure. */
export interface Connection {
  /** @throws if the connection breaks */
  send(request: string): Promise<Answer>
  close(): void
}

/** Reads one answer from the front of what arrived; undefined if it is not whole yet. */
function readAnswer(bytes: Buffer): { answer: Answer; size: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
  const size = end + 4 + length
  if (bytes.length < size) return undefined
  return { answer: { status: Number(head.slice(9, 12)), head, body: bytes.toString('utf8', end + 4, size) }, size }
}

export async function openConnection(port: number): Promise<Connection> {
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined
  let arrived: Buffer = Buffer.alloc(0)
  socket.on('data', (part: Buffer) => {
    arrived = arrived.length === 0 ? part : Buffer.concat([arrived, part])
    const read = readAnswer(arrived)
    if (!read) return
    arrived = arrived.subarray(read.size)
    const done = waiting
    waiting = undefined
    done?.resolve(read.answer)
  })
  const broken = (error?: Error): void => {
    waiting?.reject(error ?? new Error('The connection was closed'))
    waiting = undefined
  }
  socket.on('error', broken)
  socket.on('close', () => broken())
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** The text of a request. */
export function requestText(q: {
  method: 'GET' | 'POST'
  path: string
  port: number
  cookie?: string
  body?: object
  headers?: Record<string, string>
}): string {
  const body = q.body === undefined ? '' : JSON.stringify(q.body)
  const lines = [`${q.method} ${q.path} HTTP/1.1`, `host: localhost:${q.port}`]
  if (q.cookie) lines.push(`cookie: ${q.cookie}`)
  for (const [name, value] of Object.entries(q.headers ?? {})) lines.push(`${name}: ${value}`)
  if (q.method === 'POST') {
    lines.push(`origin: http://localhost:${q.port}`, 'sec-fetch-site: same-origin')
    lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
