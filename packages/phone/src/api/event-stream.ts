import { asDevice, type Device } from './device-token.ts'
import { type Outcome, unreachable } from './outcome.ts'

const shortest = 1_000
const longest = 15_000

/** Splits a text/event-stream into its lines, also where a chunk ends in the middle of one. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    yield* lines
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
  } finally {
    reader.releaseLock()
  }
}

async function openStream(token: string, signal: AbortSignal): Promise<Outcome<ReadableStream<Uint8Array>>> {
  try {
    const response = await fetch('/api/phone/events', {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
      signal,
    })
    if (response.ok && response.body) return { ok: true, value: response.body }
    return { ok: false, code: response.status === 401 ? 'sign_in_needed' : 'unavailable', status: response.status }
  } catch {
    return unreachable
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Calls `look` whenever the server says that something changed for this device, until `signal` aborts. The stream carries
 * no state (DESIGN §2): a lost event costs at most one poll. Reopens with growing pauses, since a stream that a proxy or a
 * restart cut is closed for good. */
export async function followEvents(device: Device, look: () => void, signal: AbortSignal): Promise<void> {
  let wait = shortest
  while (!signal.aborted) {
    const stream = await asDevice(device, (token) => openStream(token, signal))
    if (stream.ok) {
      try {
        for await (const line of linesOf(chunksOf(stream.value))) {
          if (!line.startsWith('data:')) continue
          wait = shortest
          look()
        }
      } catch {
        // Cut: opened again below.
      }
    }
    if (signal.aborted) return
    await pause(wait, signal)
    wait = Math.min(wait * 2, longest)
  }
}
