import type { Core } from '../core.ts'
import type { Mail } from '../features/mail/index.ts'
import type { Sender } from '../features/outbox/index.ts'
import type { Sms } from '../features/sms-gateways/index.ts'
import type { Instant } from '../kernel/clock.ts'

export interface KeptMail extends Mail {
  id: string
  at: Instant
}

export interface KeptSms extends Sms {
  id: string
  at: Instant
}

/** Takes the place of the mail server and of the SMS gateway: what would be sent is kept here, newest first. In memory alone, since links are in it. */
export interface LocalOutbox {
  mails: readonly KeptMail[]
  sender: Sender
  texts: readonly KeptSms[]
  smsSender: Sender
}

const most = 500

export function createLocalOutbox(): LocalOutbox {
  const mails: KeptMail[] = []
  const texts: KeptSms[] = []
  return {
    mails,
    texts,
    smsSender: async (core: Pick<Core, 'clock'>, item) => {
      texts.unshift({ ...(item.payload as Sms), id: item.id, at: core.clock.now() })
      texts.length = Math.min(texts.length, most)
      return 'sent'
    },
    sender: async (core: Pick<Core, 'clock'>, item) => {
      mails.unshift({ ...(item.payload as Mail), id: item.id, at: core.clock.now() })
      mails.length = Math.min(mails.length, most)
      return 'sent'
    },
  }
}
