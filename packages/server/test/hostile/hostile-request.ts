import { actNames } from '@sparekey/protocol/acts'
import fc from 'fast-check'
import type { JsonSchema } from '../../src/http/describe-routes.ts'
import type { Route } from './described-routes.ts'
import { headers, keys, type PathTwist, pathParts, pathTwists, queries, texts, twistPath, values } from './hostile-values.ts'
import { type ActorName, actorNames, type World } from './world.ts'

const rawTwists = [
  'truncated',
  'empty',
  'none',
  'trailing',
  'bom',
  'bad-utf8',
  'utf-16',
  'duplicate',
  'proto',
  'big-number',
  'comment',
  'bare-text',
] as const
type RawTwist = (typeof rawTwists)[number]

/** One thing that is wrong with a request. Numbers choose from what there is when it is sent, so that a failure stays short. */
type Twist =
  | { wrong: 'whole'; value: unknown }
  | { wrong: 'field'; nth: number; value: unknown }
  | { wrong: 'missing'; nth: number }
  | { wrong: 'extra'; key: string; value: unknown }
  | { wrong: 'deep'; nth: number; depth: number }
  | { wrong: 'huge'; nth: number; size: number }
  | { wrong: 'raw'; how: RawTwist }
  | { wrong: 'method'; method: string }
  | { wrong: 'path'; how: PathTwist }
  | { wrong: 'query'; query: string }
  | { wrong: 'header'; nth: number }
  | { wrong: 'cookie'; how: 'none' | 'huge' | 'twice' | 'many' | 'odd' | 'quoted' }
  /** Somebody else's cookie or token, where it does not belong. */
  | { wrong: 'borrowed'; nth: number; as: 'unprefixed' | 'other-case' | 'bearer' | 'sign-in' | 'query' | 'header' }

/** A request before it is built for a world. */
export interface Plan {
  actor: ActorName
  ids: (number | string)[]
  body: unknown
  twists: Twist[]
}

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

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ minLength: 1, maxLength: 20 }) },
  { weight: 2, arbitrary: fc.constantFrom(...texts) },
)
const odd = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...values))
const nth = fc.nat(999)

function textFor(name: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  const pattern = typeof schema.pattern === 'string' ? schema.pattern : undefined
  if (pattern?.startsWith('^[a-z]+_')) return fc.record({ id: nth })
  if (name === 'login') return fc.oneof(fc.constantFrom('ana', 'ben', 'root', 'nobody', 'ANA', ' ana '), text)
  if (name === 'act') return fc.constantFrom(...actNames)
  if (name === 'to' || name === 'returnTo') return fc.oneof(fc.constant('/account'), text)
  if (pattern) return fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), fc.stringMatching(/^[A-Za-z0-9_-]{86}$/), text)
  return text
}

/** Something of about the form that a schema asks for. `{id}` stands for one of the world's ids. */
function about(schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  const options = schema.anyOf as JsonSchema[] | undefined
  if (options) return fc.oneof(...options.map((one) => about(one, name)))
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]))
  if (schema.type === 'string') return textFor(name, schema)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 24, 48, Date.UTC(2027, 0, 1), 2 ** 52, Number.MAX_SAFE_INTEGER))
  if (schema.type === 'array') return fc.array(about(schema.items as JsonSchema, name), { maxLength: 3 })
  const { properties, required = [] } = schema
  if (!properties) return fc.dictionary(fc.constantFrom('account', 'case', 'role', 'number', 'device', 'address'), text, { maxKeys: 3 })
  const fields = Object.fromEntries(Object.entries(properties).map(([field, one]) => [field, about(one, field)]))
  return fc.record(fields, { requiredKeys: required as string[] })
}

const bodyTwist: fc.Arbitrary<Twist> = fc.oneof(
  fc.record({ wrong: fc.constant('whole' as const), value: odd }),
  fc.record({ wrong: fc.constant('field' as const), nth, value: odd }),
  fc.record({ wrong: fc.constant('field' as const), nth, value: fc.constantFrom(...texts) }),
  fc.record({ wrong: fc.constant('missing' as const), nth }),
  fc.record({ wrong: fc.constant('extra' as const), key: fc.constantFrom(...keys), value: odd }),
  fc.record({ wrong: fc.constant('deep' as const), nth, depth: fc.constantFrom(10, 1000, 4000) }),
  fc.record({ wrong: fc.constant('huge' as const), nth, size: fc.constantFrom(300, 5000, 60_000, 1_000_000) }),
  fc.record({ wrong: fc.constant('raw' as const), how: fc.constantFrom(...rawTwists) }),
)
const otherTwist: fc.Arbitrary<Twist> = fc.oneof(
  fc.record({
    wrong: fc.constant('method' as const),
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'),
  }),
  fc.record({ wrong: fc.constant('path' as const), how: fc.constantFrom(...pathTwists) }),
  fc.record({ wrong: fc.constant('query' as const), query: fc.constantFrom(...queries) }),
  fc.record({ wrong: fc.constant('header' as const), nth: fc.nat(headers.length - 1) }),
  fc.record({ wrong: fc.constant('cookie' as const), how: fc.constantFrom('none', 'huge', 'twice', 'many', 'odd', 'quoted') }),
  fc.record({
    wrong: fc.constant('borrowed' as const),
    nth,
    as: fc.constantFrom('unprefixed', 'other-case', 'bearer', 'sign-in', 'query', 'header'),
  }),
)

/** Requests for one route, each with one to three things wrong; an id of somebody else's counts as one. */
export function plansFor(route: Route): fc.Arbitrary<Plan> {
  const id = fc.oneof({ weight: 2, arbitrary: nth }, { weight: 1, arbitrary: fc.constantFrom(...pathParts) })
  const twist = route.body ? fc.oneof({ weight: 3, arbitrary: bodyTwist }, { weight: 2, arbitrary: otherTwist }) : otherTwist
  const able = actorNames.filter((name) => mayCall(route, name))
  return fc.record({
    actor: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...(able.length > 0 ? able : actorNames)) },
      { weight: 1, arbitrary: fc.constantFrom(...actorNames) },
    ),
    ids: fc.tuple(...route.params.map(() => id)),
    body: route.body ? about(route.body) : fc.constant(undefined),
    // One wrong thing alone goes deepest.
    twists: fc.oneof(fc.tuple(twist), fc.array(twist, { minLength: 2, maxLength: 3 })),
  })
}

const levels: Partial<Record<ActorName, [access: string, role: string]>> = {
  'set-up': ['set-up', 'member'],
  'one-factor': ['one-factor', 'member'],
  member: ['full', 'member'],
  approver: ['full', 'approver'],
  admin: ['full', 'admin'],
}

/** What the description says of who may call it. */
export function mayCall(route: Route, actor: ActorName): boolean {
  const access = route.operation['x-access']
  if (access === 'public') return true
  // Leaving what was never begun is done at once.
  if (access === 'sign-in') return actor === 'half' || route.path === '/api/sign-in/leave'
  if (access === 'phone') return actor === 'phone'
  const [level, role] = levels[actor] ?? []
  return (
    (access.session as readonly string[]).includes(level ?? '') && (!access.role || (access.role as readonly string[]).includes(role ?? ''))
  )
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
