import { actNames } from '@sparekey/protocol/acts'
import fc from 'fast-check'
import type { JsonSchema } from '../../src/http/describe-routes.ts'
import type { Route } from './described-routes.ts'
import { headers, keys, type PathTwist, pathParts, pathTwists, queries, texts, values } from './hostile-values.ts'
import { type ActorName, actorNames } from './world.ts'

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
export type RawTwist = (typeof rawTwists)[number]

/** One thing that is wrong with a request. Numbers choose from what there is when it is sent, so that a failure stays short. */
export type Twist =
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
