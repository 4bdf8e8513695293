import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import type { SmsConfig } from '../../config/config.ts'
import { seconds } from '../../kernel/clock.ts'
import { fillTemplate } from './fill-template.ts'

/** Connects to the SMS gateway, with TLS where its address asks for it; sends nothing, since each text costs money.
 * @returns what went wrong, as a short code; undefined if nothing did */
export function reachSmsGateway(config: SmsConfig): Promise<string | undefined> {
  const url = new URL(fillTemplate(config.url, { to: '', text: '', from: '' }, 'form'))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'https:'
  const port = Number(url.port) || (secure ? 443 : 80)
  return new Promise((resolve) => {
    const socket: Socket = secure ? connectSecure({ host, port, servername: host }) : connectPlain({ host, port })
    const end = (problem?: string): void => {
      socket.destroy()
      resolve(problem)
    }
    socket.setTimeout(seconds(10), () => end('ETIMEDOUT'))
    socket.once(secure ? 'secureConnect' : 'connect', () => end())
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'))
  })
}
