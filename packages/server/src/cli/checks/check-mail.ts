import { reachMailServer } from '../../features/mail/index.ts'
import type { Check } from './finding.ts'

/** Connects and logs in, as the next mail would; sends nothing. */
export const checkMail: Check = async ({ core }) => {
  const { mail } = core.config
  if (!mail)
    return [{ state: 'hint', says: 'no server is set: links are shown to copy, and nobody is told by mail. Set MAIL_HOST and MAIL_FROM' }]
  const problem = await reachMailServer(mail)
  if (problem) return [{ state: 'bad', says: `${mail.host}:${mail.port} does not take our mail (${problem})` }]
  const how = mail.insecure ? 'without encryption, on this machine' : 'encrypted, with a certificate that holds'
  return [{ state: 'ok', says: `${mail.host}:${mail.port} takes our mail, ${how}` }]
}
