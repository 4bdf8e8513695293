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
