import type { Route } from './described-routes.ts'
import { mayCall, type Plan, type RawTwist, type Twist } from './hostile-plan.ts'
import { headers, type PathTwist, twistPath } from './hostile-values.ts'
import type { World } from './world.ts'

/** What is sent. */
export interface Sent {
  method: string
  path: string
  query: string
  headers: Record<string, string | string[]>
  payload: Buffer | undefined
  /** The route that method and address lead to in the end; undefined if there is none. */
  route: Route | undefined
  /** Nothing in it is forbidden to this actor by the description: it may be done, however odd it looks. */
  mayPass: boolean
}

/** Whose ids belong where an address has them. */
const tablesOf: Record<string, string> = {
  people: 'account',
  devices: 'device',
  sessions: 'session',
  browsers: 'browser',
  emails: 'email',
  cases: 'recovery_case',
  pairings: 'pairing',
  prompts: 'prompt',
  notices: 'notice',
}

/** One of the world's ids: every third from any table, the others from the one that belongs there. */
function idOf(world: World, nth: number, place = ''): string {
  const fitting = world.ids.get(tablesOf[place] ?? '') ?? []
  const tables = [...world.ids.values()].filter((ids) => ids.length > 0)
  const ids = fitting.length > 0 && nth % 3 !== 0 ? fitting : (tables[nth % tables.length] ?? [])
  return ids[Math.floor(nth / 3) % ids.length] ?? 'x'
}

/** Puts the world's ids where the plan left room for them. */
function withIds(value: unknown, world: World): unknown {
  if (Array.isArray(value)) return value.map((one) => withIds(one, world))
  if (typeof value !== 'object' || value === null) return value
  const keysOf = Object.keys(value)
  const { id } = value as { id?: unknown }
  if (keysOf.length === 1 && typeof id === 'number') return idOf(world, id)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIds(one, world)]))
}

const nested = (depth: number): unknown => {
  let value: unknown = 'x'
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { a: value }
  return value
}

/** A body with one thing wrong in its form. */
function twistBody(body: unknown, twist: Twist): unknown {
  if (twist.wrong === 'whole') return twist.value
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const fields = Object.keys(body)
  const field = 'nth' in twist ? (fields[twist.nth % Math.max(1, fields.length)] ?? 'x') : 'x'
  const put = (name: string, value: unknown): object =>
    Object.fromEntries([...Object.entries(body).filter(([key]) => key !== name), [name, value]])
  switch (twist.wrong) {
    case 'field':
      return put(field, twist.value)
    case 'missing':
      return Object.fromEntries(Object.entries(body).filter(([key]) => key !== field))
    case 'extra':
      return put(twist.key, twist.value)
    case 'deep':
      return put(field, nested(twist.depth))
    case 'huge':
      return put(field, 'x'.repeat(twist.size))
    default:
      return body
  }
}

function twistRaw(json: string, how: RawTwist): Buffer | undefined {
  const made: Record<RawTwist, () => string | Buffer | undefined> = {
    truncated: () => json.slice(0, Math.max(1, Math.floor(json.length / 2))),
    empty: () => '',
    none: () => undefined,
    trailing: () => `${json}{}`,
    bom: () => `\ufeff${json}`,
    'bad-utf8': () => Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.of(0x22, 0xff, 0xfe, 0xc0, 0x22, 0x7d)]),
    'utf-16': () => Buffer.from(json, 'utf16le'),
    duplicate: () => json.replace(/^\{(.+)\}$/s, '{$1,$1}'),
    proto: () =>
      json.replace(/\}$/, `${json === '{}' ? '' : ','}"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}`),
    'big-number': () => json.replace(/:[^,}]+/, `:1${'0'.repeat(400)}`),
    comment: () => `/* */${json}`,
    'bare-text': () => 'login=ana&password=x',
  }
  const raw = made[how]()
  return raw === undefined ? undefined : Buffer.from(raw)
}

function parsed(payload: Buffer | undefined): { value: unknown } | undefined {
  try {
    // A server may take the mark of byte order at the start for what it is.
    return payload && { value: JSON.parse(payload.toString('utf8').replace(/^\ufeff/, '')) }
  } catch {
    return undefined
  }
}

const cookieText = (cookies: ReadonlyMap<string, string>): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

function twistCookies(given: string, how: Extract<Twist, { wrong: 'cookie' }>['how']): string | string[] {
  switch (how) {
    case 'none':
      return ''
    case 'huge':
      return `${given}; x=${'y'.repeat(100_000)}`
    case 'twice':
      return [`__Host-session=${'A'.repeat(43)}; __Host-sign-in=x`, given]
    case 'many':
      return `${'a=b; '.repeat(5000)}${given}`
    case 'odd':
      return `;;=;__proto__=x; toString=y; =z; \u0001=%00; ${given};`
    case 'quoted':
      return given.replace(/=([^;]*)/g, '="$1"')
  }
}

/** Somebody else's value under another name or in another place: it must count for nothing there. */
function borrow(sent: Sent, token: string, as: Extract<Twist, { wrong: 'borrowed' }>['as']): void {
  const add = (cookie: string): void => {
    sent.headers.cookie = [...[sent.headers.cookie ?? []].flat(), cookie]
  }
  if (as === 'unprefixed') add(`session=${token}; sparekey-session=${token}; __Secure-session=${token}`)
  else if (as === 'other-case') add(`__host-session=${token}; __HOST-SESSION=${token}`)
  else if (as === 'bearer') sent.headers.authorization = `Session ${token}`
  else if (as === 'sign-in') add(`__Host-request=${token}`)
  else if (as === 'query') sent.query += `${sent.query === '' ? '?' : '&'}session=${token}&token=${token}`
  else sent.headers['x-session'] = token
}

/** Ways to write the very same address: what sends the request here takes dots out before it is sent. */
const sameAddress: readonly PathTwist[] = ['encoded', 'dots', 'encoded-dots', 'absolute', 'backslash']

/** Builds the request of a plan.
 * @param routes all there are: another method may lead to another one */
export function build(world: World, routes: readonly Route[], route: Route, plan: Plan): Sent {
  const actor = world.actors[plan.actor]
  let path = route.path
  for (const [n, name] of route.params.entries()) {
    const id = plan.ids[n] ?? 'x'
    const place = path.split('/').at(path.split('/').indexOf(`{${name}}`) - 1)
    path = path.replace(`{${name}}`, () => (typeof id === 'string' ? id : idOf(world, id, place)))
  }
  const sent: Sent = {
    method: route.method,
    path,
    query: '',
    headers: {
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'sec-fetch-site': 'same-origin',
      ...(actor.cookies.size > 0 ? { cookie: cookieText(actor.cookies) } : {}),
      ...(actor.bearer ? { authorization: `Bearer ${actor.bearer}` } : {}),
    },
    payload: undefined,
    route,
    // An odd part of an address is no id.
    mayPass: plan.ids.every((id) => typeof id === 'number'),
  }
  let body = withIds(plan.body, world)
  for (const twist of plan.twists) body = twistBody(body, twist)
  if (route.body) {
    sent.headers.origin = world.app.core.config.origin
    sent.headers['content-type'] = 'application/json'
    sent.payload = Buffer.from(JSON.stringify(body) ?? '')
  }
  for (const twist of plan.twists) applyTwist(world, sent, twist)
  // Asking for the head of what may be read is asking for it.
  const method = sent.method === 'HEAD' ? 'GET' : sent.method
  sent.route = routes.find((one) => one.method === method && one.path === route.path)
  sent.mayPass &&= sent.route !== undefined && mayCall(sent.route, plan.actor) && takes(sent.route, sent.payload)
  return sent
}

/** Whether the description admits the body. */
function takes(route: Route, payload: Buffer | undefined): boolean {
  if (!route.body) return true
  const read = parsed(payload)
  return read !== undefined && route.takes(read.value)
}

function applyTwist(world: World, sent: Sent, twist: Twist): void {
  if (twist.wrong === 'raw') sent.payload = sent.payload && twistRaw(sent.payload.toString(), twist.how)
  else if (twist.wrong === 'method') sent.method = twist.method
  else if (twist.wrong === 'path') {
    if (!sameAddress.includes(twist.how)) sent.mayPass = false
    sent.path = twistPath(sent.path, twist.how)
  } else if (twist.wrong === 'query') sent.query += twist.query
  else if (twist.wrong === 'cookie') sent.headers.cookie = twistCookies([sent.headers.cookie ?? ''].flat().join('; '), twist.how)
  else if (twist.wrong === 'borrowed') borrow(sent, world.tokens[twist.nth % world.tokens.length] ?? 'x', twist.as)
  else if (twist.wrong === 'header') {
    const header = headers[twist.nth]
    if (!header) return
    sent.headers[header.name] = header.value
    if (header.refuses && sent.method !== 'GET' && sent.method !== 'HEAD') sent.mayPass = false
  }
}
