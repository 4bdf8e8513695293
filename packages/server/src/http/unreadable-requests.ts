import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import { refusalBody } from './refusal-status.ts'
import { securityHeaders } from './security-headers.ts'

const statusOf: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }
const tooLarge = 431

/** What never becomes a request is refused in the same form and under the same headers as everything else, and quotes nothing:
 * addresses that cannot be decoded, and bytes that are no HTTP or come too slowly. */
export function refuseUnreadable(config: Config) {
  const headers = securityHeaders(config)
  return {
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
      reply
        .headers(headers)
        .status(error.statusCode ?? 400)
        .send(refusalBody({ code: 'bad_request' }))
    },
    clientErrorHandler: (error: { code?: string }, socket: Socket): void => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return
      const status = statusOf[error.code ?? ''] ?? 400
      if (socket.writable) socket.write(rawRefusal(status, headers))
      // Whoever does not even read this is not waited for.
      socket.destroySoon()
    },
  }
}

function rawRefusal(status: number, headers: Record<string, string>): string {
  const body = JSON.stringify(refusalBody({ code: status === tooLarge ? 'too_large' : 'bad_request' }))
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries({
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}`),
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
