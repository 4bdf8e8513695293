import { Readable } from 'node:stream'
import type { Access, Role } from '@sparekey/protocol/common'
import { Empty, Refusal as RefusalSchema } from '@sparekey/protocol/common'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Type } from 'typebox'
import { AppError } from '../kernel/errors.ts'
import { isLocal } from '../kernel/network.ts'
import type { Refused } from '../kernel/outcome.ts'
import type { Places } from '../kernel/places.ts'
import { createOpenStreams, type OpenStreams } from './open-streams.ts'
import { refusalBody, statusOfRefusal } from './refusal-status.ts'
import { type Visitor, visitorOf } from './visitor.ts'

/** Who may call a route. Every route says it; a test walks the table and fails on one that does not.
 * - `public`: anybody; what it takes carries its own proof (a password, a link, a signature)
 * - `sign-in`: the browser that holds a sign-in's cookie, whatever its state
 * - `phone`: a device token
 * - sessions by their access, and by role */
export type RouteAccess = 'public' | 'sign-in' | 'phone' | { session: readonly Access[]; role?: readonly Role[] }

/** A signed-in browser, as routes see it. */
export interface CurrentSession {
  id: string
  accountId: string
  browserId: string
  access: Access
  role: Role
  startedAs: string
  createdAt: number
  expiresAt: number
  weakUntil: number
  /** The suspension that let it in (RR-9). */
  suspensionId: string | null
}

/** A phone that proved itself within the last ten minutes. */
export interface CurrentDevice {
  id: string
  accountId: string
  state: 'scanned' | 'ready' | 'trusted' | 'held' | 'blocked'
  /** A person acted when the token was asked for. */
  person: boolean
  /** A suspension paused it (RR-10). */
  paused: boolean
}

/** How a request's session or device is found; handed in by `app.ts`, so that no route knows how. */
export interface Gates {
  session(visitor: Visitor): Promise<CurrentSession | undefined>
  device(bearer: string | undefined): Promise<CurrentDevice | undefined>
  /** Where addresses lie. */
  places: Places
}

type Body<S> = S extends TSchema ? Static<S> : undefined

export interface Call<A extends RouteAccess, P, Q, B> {
  visitor: Visitor
  params: Body<P>
  query: Body<Q>
  body: Body<B>
  session: A extends { session: readonly Access[] } ? CurrentSession : undefined
  device: A extends 'phone' ? CurrentDevice : undefined
  request: FastifyRequest
  reply: FastifyReply
}

interface Definition<A extends RouteAccess, P, Q, B, R extends TSchema> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  summary: string
  access: A
  params?: P
  query?: Q
  body?: B
  /** The schema of the answer with status 200; what it does not name never leaves. */
  answer: R
  /** Returns what to answer, or a refusal. */
  handle(call: Call<A, P, Q, B>): Promise<Static<R> | Refused>
}

/** Somebody who listens. */
export interface Listening {
  /** The session, the sign-in or the phone: each may listen a few times at once, and not more. */
  owner: string
  /** Ends it. */
  stop(): void
}

interface StreamDefinition<A extends RouteAccess, P> {
  url: string
  summary: string
  access: A
  params?: P
  /** Called once the caller may listen; `send` says "look again". A refusal is answered instead of a stream. */
  listen(call: Call<A, P, undefined, undefined>, send: () => void): Promise<Listening | Refused>
}

/** A file that is written while it is sent. */
export interface SentFile {
  /** Letters, digits, dashes and dots. */
  name: string
  type: string
  text: AsyncIterable<string>
}

interface FileDefinition<A extends RouteAccess, B> {
  url: string
  summary: string
  access: A
  body: B
  /** Returns what to send, or a refusal. */
  handle(call: Call<A, undefined, undefined, B>): Promise<SentFile | Refused>
}

/** What features register their routes with. */
export interface Routes {
  route<
    A extends RouteAccess,
    R extends TSchema,
    P extends TSchema | undefined = undefined,
    Q extends TSchema | undefined = undefined,
    B extends TSchema | undefined = undefined,
  >(definition: Definition<A, P, Q, B, R>): void
  /** A file to be kept, made by a POST: it is an act like others, and no link of another site can ask for it. */
  file<A extends RouteAccess, B extends TSchema>(definition: FileDefinition<A, B>): void
  /** Server-sent events that carry no state. */
  stream<A extends RouteAccess, P extends TSchema | undefined = undefined>(definition: StreamDefinition<A, P>): void
}

const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && (value as { ok?: unknown }).ok === false && 'code' in value

/** @throws AppError 401 sign_in_needed, 403 access_too_low or role_too_low */
async function admit(access: RouteAccess, gates: Gates, visitor: Visitor, request: FastifyRequest) {
  if (access === 'public' || access === 'sign-in') return {}
  if (access === 'phone') {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    const device = await gates.device(bearer)
    if (!device) throw new AppError(401, 'sign_in_needed')
    return { device }
  }
  const session = await gates.session(visitor)
  if (!session) throw new AppError(401, 'sign_in_needed')
  if (!access.session.includes(session.access)) throw new AppError(403, 'access_too_low')
  if (access.role && !access.role.includes(session.role)) throw new AppError(403, 'role_too_low')
  return { session }
}

/** Has places ready for what this request writes: it does so in transactions, where no file is waited for. Who answers for others
 * (RR-4) needs them wherever they sit themselves. */
async function readyPlaces(access: RouteAccess, { places }: Gates, visitor: Visitor): Promise<void> {
  const forOthers = typeof access === 'object' && access.role !== undefined
  if (forOthers || !isLocal(visitor.ip)) await places.ready()
}

/** What a stream says last when it makes room for a newer one: its page comes back in a minute, and asks meanwhile. */
const makesRoom = 'retry: 60000\n\n'

/** Sends events from here on, until the caller leaves, or opened so many others that this one makes room. */
function keepOpen(request: FastifyRequest, reply: FastifyReply, { owner, stop }: Listening, streams: OpenStreams): void {
  const out = reply.raw
  reply.hijack()
  out.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'x-accel-buffering': 'no',
  })
  // The first event makes the page look at once: whatever happened before it listened is not lost.
  out.write('retry: 1000\n\ndata: look\n\n')
  // Proxies cut silent connections, mostly after 60 s.
  const alive = setInterval(() => out.write(': \n\n'), 15_000)
  alive.unref()
  const end = (): void => {
    clearInterval(alive)
    stop()
  }
  const forget = streams.add(owner, () => {
    end()
    out.end(makesRoom)
  })
  const left = (): void => {
    forget()
    end()
  }
  out.on('close', left)
  // Who left while it was looked up who they are is not waited for: nobody would ever notice that they are gone.
  if (request.raw.socket.destroyed) left()
}

export function createRoutes(app: FastifyInstance, gates: Gates, streams = createOpenStreams()): Routes {
  const schemaOf = (d: { method: string; summary: string; params?: unknown; query?: unknown; body?: unknown }, answer?: TSchema) => ({
    summary: d.summary,
    ...(d.params ? { params: d.params } : {}),
    ...(d.query ? { querystring: d.query } : {}),
    ...(d.method === 'GET' ? {} : { body: d.body ?? Empty }),
    response: { ...(answer ? { 200: answer } : {}), '4xx': RefusalSchema, '5xx': RefusalSchema },
  })
  const answerRefusal = (reply: FastifyReply, refusal: Refused) => reply.status(statusOfRefusal(refusal.code)).send(refusalBody(refusal))

  return {
    route(definition) {
      app.route({
        method: definition.method,
        url: definition.url,
        schema: schemaOf(definition, definition.answer),
        config: { access: definition.access },
        handler: async (request, reply) => {
          const visitor = visitorOf(request)
          await readyPlaces(definition.access, gates, visitor)
          const admitted = await admit(definition.access, gates, visitor, request)
          const call = { visitor, params: request.params, query: request.query, body: request.body, request, reply, ...admitted }
          const result = await definition.handle(call as never)
          if (isRefused(result)) return answerRefusal(reply, result)
          return reply.send(result)
        },
      })
    },
    file(definition) {
      app.route({
        method: 'POST',
        url: definition.url,
        schema: schemaOf({ ...definition, method: 'POST' }, Type.String()),
        config: { access: definition.access, file: true },
        handler: async (request, reply) => {
          const visitor = visitorOf(request)
          const admitted = await admit(definition.access, gates, visitor, request)
          const call = { visitor, params: undefined, query: undefined, body: request.body, request, reply, ...admitted }
          const sent = await definition.handle(call as never)
          if (isRefused(sent)) return answerRefusal(reply, sent)
          const named = `attachment; filename="${sent.name.replace(/[^A-Za-z0-9.-]/g, '_')}"`
          return reply.type(sent.type).header('content-disposition', named).send(Readable.from(sent.text))
        },
      })
    },
    stream(definition) {
      app.route({
        method: 'GET',
        url: definition.url,
        schema: schemaOf({ ...definition, method: 'GET' }),
        config: { access: definition.access, stream: true },
        handler: async (request, reply) => {
          const visitor = visitorOf(request)
          const admitted = await admit(definition.access, gates, visitor, request)
          const out = reply.raw
          const send = (): void => {
            out.write('data: look\n\n')
          }
          const call = { visitor, params: request.params, query: undefined, body: undefined, request, reply, ...admitted }
          streams.requireRoom()
          const listening = await definition.listen(call as never, send)
          if (isRefused(listening)) return answerRefusal(reply, listening)
          if (request.method === 'HEAD') {
            // Nobody listens to a head: it ends here, or the connection would never be free again.
            listening.stop()
            return reply.type('text/event-stream').send()
          }
          keepOpen(request, reply, listening, streams)
        },
      })
    },
  }
}
