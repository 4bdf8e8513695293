import type { RefusalBody } from '@sparekey/protocol/errors'
import { learnTime } from './server-time.ts'

/** What came of a request. A refusal is a value: the page shows it where it belongs. */
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: RefusalBody; status: number }

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'

const unavailable = (status: number): Answer<never> => ({
  ok: false,
  status,
  refusal: { code: 'unavailable', message: 'The server does not answer.' },
})

const isRefusal = (body: unknown): body is RefusalBody =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'

/** ms after which an answer counts as lost. Longer than the server lets a request wait for its turn. */
const patience = 20_000

/** The one way by which pages talk to the service. Never throws: a lost connection is the refusal `unavailable` (status 0). */
export async function request<T>(method: HttpMethod, path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      // A request that changes something always has a JSON body, if an empty one: the service asks for the content type.
      ...(method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) return isRefusal(answer) ? { ok: false, status: response.status, refusal: answer } : unavailable(response.status)
    learnTime(answer)
    return { ok: true, value: answer as T }
  } catch {
    return unavailable(0)
  }
}

/** A file that the service made. */
export interface GivenFile {
  name: string
  content: Blob
}

/** Asks for a file. One that breaks off half-way is the refusal `unavailable`, never half a file. */
export async function requestFile(path: string, body: object): Promise<Answer<GivenFile>> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(path, { method: 'POST', cache: 'no-store', redirect: 'error', headers, body: JSON.stringify(body) })
    if (!response.ok) {
      const answer: unknown = await response.json()
      return isRefusal(answer) ? { ok: false, status: response.status, refusal: answer } : unavailable(response.status)
    }
    const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
    return { ok: true, value: { name, content: await response.blob() } }
  } catch {
    return unavailable(0)
  }
}
