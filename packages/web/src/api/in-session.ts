import { type Answer, type GivenFile, request, requestFile } from './request.ts'

/** A request of a page that needs a session. Where the session has ended, the browser goes to the sign-in, which leads back here;
 * the promise then stays open, so that no page shows an error in its last moments. */
export const inSession = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer<T>> =>
  whileSignedIn(await request<T>(method, path, body))

/** The same for a file. */
export const fileInSession = async (path: string, body: object): Promise<Answer<GivenFile>> => whileSignedIn(await requestFile(path, body))

function whileSignedIn<T>(answer: Answer<T>): Answer<T> | Promise<Answer<T>> {
  if (answer.ok || answer.refusal.code !== 'sign_in_needed') return answer
  location.assign(`/login?to=${encodeURIComponent(location.pathname + location.search)}`)
  return new Promise(() => undefined)
}
