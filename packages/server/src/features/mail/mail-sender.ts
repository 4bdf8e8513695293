import type { SendMailOptions, Transporter } from 'nodemailer'
import type { MailConfig } from '../../config/config.ts'
import type { Core } from '../../core.ts'
import { seconds } from '../../kernel/clock.ts'
import { retryAfter, type Sender } from '../outbox/index.ts'
import type { Mail } from './message.ts'

/** How long the mail server may take, ms. */
export interface MailPatience {
  connect: number
  /** Without a sign of life in between. */
  silence: number
  whole: number
}

export const shippedPatience: MailPatience = { connect: seconds(10), silence: seconds(20), whole: seconds(45) }

/** nodemailer is imported with the first mail: starting does not wait for it (DESIGN §8). */
export async function connect(config: MailConfig, patience: MailPatience, ca: string | undefined): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host: config.host,
    port: config.port,
    secure: config.secure,
    // Without TLS nothing is sent, unless the operator allowed it: the links in a mail open doors.
    requireTLS: !config.secure && !config.insecure,
    ignoreTLS: config.insecure,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca ? { ca } : {}) },
    ...(config.login ? { auth: { user: config.login.name, pass: config.login.password } } : {}),
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.silence,
    // A server that offers no login where one is set up is not the right one.
    forceAuth: config.login !== undefined,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

interface SmtpError {
  code?: string
  responseCode?: number
}

/** What a failed try means. An answer of 5xx is final, but for the server's refusal of our own login: the operator mends
 * that, and the mail still goes out. Everything else (4xx, greylisting, no connection, no TLS) is tried again. */
export function verdictOf(error: SmtpError): { failed: string } | 'again' {
  const final = error.responseCode !== undefined && error.responseCode >= 500 && error.responseCode < 600
  if (!final || error.code === 'EAUTH' || error.code === 'ETLS' || error.code === 'ENOAUTH') return 'again'
  return { failed: `smtp_${error.responseCode}` }
}

/** Sends mails of the outbox by SMTP.
 * @param options.ca certificate of the tests' own mail server */
export function createMailSender(options: { patience?: MailPatience; ca?: string } = {}): Sender {
  const patience = options.patience ?? shippedPatience
  return async (core: Core, item) => {
    const config = core.config.mail
    if (!config) return { failed: 'mail_not_set_up' }
    const mail = item.payload as Mail
    const transport = await connect(config, patience, options.ca)
    const message: SendMailOptions & { signal: AbortSignal } = {
      from: config.from,
      // As an object it is never parsed as a list.
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      date: new Date(core.clock.now()),
      // The same on every try, so that a server which took it twice can tell.
      messageId: `<${item.id}@${new URL(core.config.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      signal: AbortSignal.timeout(patience.whole),
    }
    try {
      await transport.sendMail(message)
      return 'sent'
    } catch (error) {
      const { code, responseCode } = error as SmtpError
      core.log.warn('The mail server did not take a mail', { outboxId: item.id, code: code ?? 'none', status: responseCode ?? 0 })
      const verdict = verdictOf({ ...(code ? { code } : {}), ...(responseCode ? { responseCode } : {}) })
      return verdict === 'again' ? { retryAt: retryAfter(core, item.attempts) } : verdict
    } finally {
      transport.close()
    }
  }
}
