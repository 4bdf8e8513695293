import type { LightMyRequestResponse } from 'fastify'
import { isRefusal, type Route } from './described-routes.ts'
import type { Sent } from './hostile-request.ts'
import type { Difference, Row } from './whole-database.ts'
import type { Actor, World } from './world.ts'

/** What came back. */
export interface Answer {
  status: number
  headers: LightMyRequestResponse['headers']
  text: string
}

/** Sends it as a socket would, as far as headers and bodies go. A stream of events is closed once it has begun. */
export async function send(world: World, sent: Sent): Promise<Answer> {
  const streams = sent.route?.streams ?? false
  const response = await world.app.app.inject({
    method: sent.method as 'GET',
    url: sent.path + sent.query,
    remoteAddress: '203.0.113.99',
    headers: sent.headers,
    ...(sent.payload ? { payload: sent.payload } : {}),
    payloadAsStream: streams,
  })
  const { statusCode: status, headers } = response
  if (!streams) return { status, headers, text: response.body }
  const stream = response.stream()
  if (String(headers['content-type']).startsWith('text/event-stream')) {
    stream.destroy()
    // What listens on the other side hears that nobody reads any more.
    response.raw.res.req.emit('close')
    return { status, headers, text: '' }
  }
  return { status, headers, text: await textOf(stream) }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

const wanted: Record<string, RegExp> = {
  'content-security-policy': /^default-src 'none'; .*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cache-control': /^no-store$/,
  'strict-transport-security': /^max-age=63072000/,
  'x-frame-options': /^DENY$/,
}

/** What is wrong with an answer by itself. */
export function faultOf(world: World, actor: Actor, sent: Sent, answer: Answer): string | undefined {
  if (answer.status >= 500) return `a ${answer.status}`
  for (const [name, form] of Object.entries(wanted)) if (!form.test(String(answer.headers[name] ?? ''))) return `no ${name}`
  if (Object.keys(answer.headers).some((name) => /^(server|x-powered-by|access-control-)/.test(name)))
    return 'a header that tells or opens something'
  if (answer.status < 400 && !sent.mayPass) return `${answer.status} where only a refusal may come`
  if (answer.status >= 300 && answer.status < 400) return 'a redirect'
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  if (answer.status >= 400 && cookies.some((line) => /session=[^;]/.test(line))) return 'a session beside a refusal'
  for (const line of cookies) if (!/^__Host-[\w-]+=[\w-]*; Path=\/; HttpOnly; SameSite=Lax; Secure/.test(line)) return `the cookie ${line}`
  const secret = world.secretIn(`${JSON.stringify(answer.headers)}\n${answer.text}`, actor.name)
  if (secret) return `a secret: ${secret}`
  return formFaultOf(sent.route, sent, answer)
}

function formFaultOf(route: Route | undefined, sent: Sent, { status, headers, text }: Answer): string | undefined {
  if (sent.method === 'HEAD') return text === '' ? undefined : 'a body for HEAD'
  if (String(headers['content-type']).startsWith('text/event-stream')) return route?.streams ? undefined : 'a stream'
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return `no JSON: ${text.slice(0, 200)}`
  }
  return (route?.answers ?? isRefusal)(status, body) ? undefined : `a form that is not declared: ${text.slice(0, 500)}`
}

/** Rows that a refused request may leave: what counts wrong answers, and what remembers that there were some. */
const counted: Record<string, (gone: Row[], came: Row[]) => boolean> = {
  // Waits grow with what was wrong (SI-10).
  rate_counter: () => true,
  attempt_counter: () => true,
  attempt: (gone) => gone.length === 0,
  // Whose turn it is, and that a code was tried: both say nothing and decide nothing.
  service_state: (_gone, came) => came.every(({ name }) => /^(turn |access code tried$)/.test(String(name))),
  // "Wrong password" and "Wrong code" in the login history (AU-1).
  login_event: (gone, came) => gone.length === 0 && came.every(({ result }) => /^wrong-(password|code)$/.test(String(result))),
}

/** Tables where each row is somebody's. */
const owned = [
  'account',
  'email',
  'device',
  'session',
  'recovery_code_set',
  'phone_number',
  'browser_account',
  'membership',
  'suspension',
  'access_code',
  'recovery_request',
  'sms_code',
  'sign_in',
  'set_up',
  'pairing',
]

/** What is wrong with what changed. */
export function changeFaultOf(actor: Actor, answer: Answer, difference: Difference): string | undefined {
  const tables = Object.entries(difference)
  if (answer.status >= 400) {
    const bad = tables.filter(([table, { gone, came }]) => !counted[table]?.(gone, came))
    return bad.length > 0 ? `a change by a refused request: ${shown(bad)}` : undefined
  }
  // Those who answer for others change what is others'; nobody else does, whatever they were allowed to send.
  if (actor.role === 'admin' || actor.role === 'approver') return undefined
  const others = tables.filter(
    ([table, { gone, came }]) => owned.includes(table) && [...gone, ...came].some((row) => ownerOf(table, row) !== (actor.account ?? '')),
  )
  return others.length > 0 ? `a change at somebody else's: ${shown(others)}` : undefined
}

const ownerOf = (table: string, row: Row): unknown => (table === 'account' ? row.id : row.account_id)
const shown = (tables: unknown): string => JSON.stringify(tables).slice(0, 1500)
