import { type RefusalCode, refusalCodes } from '@sparekey/protocol/errors'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import type { Config } from '../config/config.ts'
import { AppError } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import { serializerCompiler, validatorCompiler } from './compilers.ts'
import { refusalBody } from './refusal-status.ts'
import type { RouteAccess } from './route.ts'
import { requireSameOrigin } from './same-origin.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { refuseUnreadable } from './unreadable-requests.ts'

const codeOfStatus: Record<number, RefusalCode> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'bad_request',
}

/** One line of the route table, as the tests walk it. */
export interface RouteEntry {
  method: string
  url: string
  schema: { body?: unknown; params?: unknown; querystring?: unknown; response?: unknown }
  config: { access?: RouteAccess; stream?: boolean; file?: boolean; page?: boolean }
}

declare module 'fastify' {
  interface FastifyInstance {
    routeTable: RouteEntry[]
  }
}

/** The HTTP server without any route: limits, headers, origin check, validation, and the one place that renders errors. */
export function createServer(config: Config, log: Log): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 128 },
    requestTimeout: 30_000,
    forceCloseConnections: true,
    ...refuseUnreadable(config),
  })
  const table: RouteEntry[] = []
  app.decorate('routeTable', table)
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    for (const one of [method].flat()) table.push({ method: one, url, schema: schema ?? {}, config: config ?? {} })
  })
  // JSON alone: a content type that a form can send never reaches a route.
  app.removeContentTypeParser('text/plain')

  app.setValidatorCompiler<TSchema>(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  addSecurityHeaders(app, config)
  app.addHook('onRequest', async (request) => requireSameOrigin(request, config.origin))

  app.setNotFoundHandler((_request, reply) => reply.status(404).send(refusalBody({ code: 'not_found' })))
  app.setErrorHandler((error: FastifyError | AppError, request, reply) => {
    if (error instanceof AppError) {
      if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds)
      if (error.status >= 500)
        log.error('A request failed', { route: request.routeOptions.url ?? '', status: error.status, code: error.code, error: error.cause })
      return reply.status(error.status).send(refusalBody({ code: error.code, ...(error.detail ? { detail: error.detail } : {}) }))
    }
    const status = error.statusCode ?? 500
    const code = status < 500 ? (codeOfStatus[status] ?? 'bad_request') : 'internal'
    if (status >= 500) log.error('A request failed', { route: request.routeOptions.url ?? '', status, error })
    return reply.status(Math.min(status, 500)).send({ code, message: refusalCodes[code] })
  })
  return app
}
