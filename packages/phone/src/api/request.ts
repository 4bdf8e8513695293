import type { RefusalBody } from '@sparekey/protocol/errors'
import { type Outcome, unreachable } from './outcome.ts'

/** ms after which a silent server counts as not reached. */
const patience = 15_000

export interface RequestOptions {
  body?: unknown
  /** A device token. The phone uses no cookies at all (DESIGN §2). */
  token?: string
}

/** One call to the service. */
export async function request<T>(method: 'GET' | 'POST' | 'PUT', path: string, options: RequestOptions = {}): Promise<Outcome<T>> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.token) headers.authorization = `Bearer ${options.token}`
  // What changes something always has a JSON body, if an empty one: the service asks for the content type.
  if (method !== 'GET') headers['content-type'] = 'application/json'
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: method === 'GET' ? null : JSON.stringify(options.body ?? {}),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    const answer: unknown = await response.json()
    if (response.ok) return { ok: true, value: answer as T }
    const { code, retryAt, detail } = answer as RefusalBody
    return { ok: false, code, status: response.status, ...(retryAt ? { retryAt } : {}), ...(detail ? { detail } : {}) }
  } catch {
    // No network, no answer in time, or a proxy's page in place of ours: for the person all of it is "not reached".
    return unreachable
  }
}
