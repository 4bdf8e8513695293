import { type Answer, request } from './request.ts'

/** A request of a page that needs a session. Where the session has ended, the browser goes to the sign-in, which leads back here;
 * the promise then stays open, so that no page shows an error in its last moments. */
export async function inSession<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer<T>> {
  const answer = await request<T>(method, path, body)
  if (answer.ok || answer.refusal.code !== 'sign_in_needed') return answer
  location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`)
  return new Promise(() => undefined)
}
