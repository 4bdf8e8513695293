import type { MailConfig } from '../../config/config.ts'
import { connect, shippedPatience } from './mail-sender.ts'

/** Connects to the mail server and logs in, as sending would. @returns what went wrong, as a short code; undefined if nothing did */
export async function reachMailServer(config: MailConfig, ca?: string): Promise<string | undefined> {
  const transport = await connect(config, shippedPatience, ca)
  try {
    await transport.verify()
    return undefined
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    return [code ?? 'error', responseCode].filter(Boolean).join(' ')
  } finally {
    transport.close()
  }
}
