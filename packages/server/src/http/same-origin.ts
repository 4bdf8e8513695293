import type { FastifyRequest } from 'fastify'
import { AppError } from '../kernel/errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses state changes that another site's page could have sent (C-17, C-18, P-74): fetch metadata where the browser gives it,
 * else Origin; neither means it is no browser page of ours. Together with the JSON content type no form can reach a route.
 * @throws AppError 403 foreign_origin, 415 bad_request */
export function requireSameOrigin(request: FastifyRequest, origin: string): void {
  if (safe.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  const from = request.headers.origin
  if (from !== undefined && from !== origin) throw new AppError(403, 'foreign_origin')
  // A form can be sent across sites, JSON cannot without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new AppError(415, 'bad_request')
  if (site !== undefined ? site !== 'same-origin' : from === undefined) throw new AppError(403, 'foreign_origin')
}
