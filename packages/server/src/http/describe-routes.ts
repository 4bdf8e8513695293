import { refusalCodes } from '@sparekey/protocol/errors'
import type { RouteAccess } from './route.ts'
import type { RouteEntry } from './server.ts'

/** A JSON Schema, as the routes declare it (draft 2020-12, which is what OpenAPI 3.1 takes). */
export interface JsonSchema {
  readonly [keyword: string]: unknown
  readonly properties?: Record<string, JsonSchema>
  readonly required?: readonly string[]
}

export interface Operation {
  operationId: string
  summary: string
  tags: string[]
  security: Record<string, string[]>[]
  /** Who may call it, in the words of `RouteAccess`. */
  'x-access': RouteAccess
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema }[]
  requestBody?: { required: boolean; content: { 'application/json': { schema: JsonSchema } } }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>
}

/** An OpenAPI 3.1 document, as far as this program writes it. */
export interface ApiDescription {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: Record<string, object>; schemas: Record<string, JsonSchema> }
}

const description = [
  'Requests that change something need `content-type: application/json`, and an `Origin` or `Sec-Fetch-Site` of this site.',
  'An answer that is no 200 has the form of `Refusal`. Pages translate its code; its message is for people who read this.',
].join(' ')

const refusal = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }

const securityOf = (access: RouteAccess): Record<string, string[]>[] => {
  if (access === 'public') return []
  if (access === 'sign-in' || access === 'phone') return [{ [access]: [] }]
  return [{ session: [] }]
}

const isRoleBound = (access: RouteAccess): boolean => typeof access === 'object' && (access.role !== undefined || access.session.length < 3)

function parametersOf({ params, querystring }: RouteEntry['schema']): Operation['parameters'] {
  const from = (schema: unknown, place: 'path' | 'query') => {
    const { properties = {}, required = [] } = (schema ?? {}) as JsonSchema
    return Object.entries(properties).map(([name, one]) => ({ name, in: place, required: required.includes(name), schema: one }))
  }
  return [...from(params, 'path'), ...from(querystring, 'query')]
}

function responsesOf({ schema, config }: RouteEntry): Operation['responses'] {
  const { access = 'public', stream, file } = config
  const answer = (schema.response as Record<string, JsonSchema> | undefined)?.['200']
  const text = { schema: { type: 'string' } }
  const content = stream ? { 'text/event-stream': text } : file ? { '*/*': text } : answer && { 'application/json': { schema: answer } }
  return {
    '200': { description: stream ? 'Says "look again", and nothing else' : 'Done', ...(content ? { content } : {}) },
    ...(access === 'public' ? {} : { '401': { description: 'Nobody who may call this, or no longer', ...refusal } }),
    ...(isRoleBound(access) ? { '403': { description: 'Too little access, too low a role, or not confirmed', ...refusal } } : {}),
    '4XX': { description: 'Refused: the code says why', ...refusal },
    '5XX': { description: 'Failed or too busy: nothing was changed', ...refusal },
  }
}

const wordsOf = (url: string): string[] => url.split(/[/:.{}-]+/).filter((word) => word !== '' && word !== 'api')
const raised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function operationOf(route: RouteEntry): Operation {
  const { schema, config } = route
  const { access = 'public' } = config
  const parameters = parametersOf(schema) ?? []
  return {
    operationId: [route.method.toLowerCase(), ...wordsOf(route.url).map(raised)].join(''),
    summary: (schema as { summary?: string }).summary ?? '',
    tags: [route.url.split('/')[2] ?? ''],
    security: securityOf(access),
    'x-access': access,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(schema.body ? { requestBody: { required: true, content: { 'application/json': { schema: schema.body as JsonSchema } } } } : {}),
    responses: responsesOf(route),
  }
}

/** Every route of the API, written down from the schemas that the routes themselves are checked and answered by (AP-3, DESIGN §4).
 * Pages and files are no routes of the API. */
export function describeRoutes(table: readonly RouteEntry[], cookies: { session: string; signIn: string }): ApiDescription {
  const paths: ApiDescription['paths'] = {}
  for (const route of table) {
    if (!route.url.startsWith('/api/') || route.method === 'HEAD' || route.config.page) continue
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sparekey', version: '1', description, license: { name: 'Apache 2.0', identifier: 'Apache-2.0' } },
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: { securitySchemes: schemesOf(cookies), schemas: { Refusal: refusalSchema } },
  }
}

const schemesOf = (cookies: { session: string; signIn: string }): Record<string, object> => ({
  session: { type: 'apiKey', in: 'cookie', name: cookies.session },
  'sign-in': { type: 'apiKey', in: 'cookie', name: cookies.signIn },
  phone: { type: 'http', scheme: 'bearer', description: 'A token that a phone got for a signed nonce; ten minutes' },
})

const refusalSchema: JsonSchema = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string', enum: Object.keys(refusalCodes) },
    message: { type: 'string' },
    retryAt: { type: 'integer', minimum: 0, description: 'ms since 1970, where waiting helps' },
    detail: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
  },
  additionalProperties: false,
}
