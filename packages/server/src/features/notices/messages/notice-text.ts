import { placeText } from '@sparekey/protocol/place'
import type { NoticeParams } from '../notice-kinds.ts'

export interface NoticeText {
  /** Also the line of the notification on the phone: no names, addresses or codes, since lock screens show it. */
  subject: string
  /** What happened, to follow "…, on DATE:" or stand alone; ends with a full stop. */
  happened: (p: NoticeParams, at: string) => string
}

const placeOf = (p: NoticeParams): string | undefined => p.place && placeText(p.place, { language: 'en', local: 'local network' })

const where = (p: NoticeParams): string =>
  [p.agent, p.ip ? `IP address ${p.ip}` : undefined, placeOf(p)].filter((part) => part !== undefined && part !== '').join(', ')

/** Where it came from, as a sentence of its own. */
export const from = (p: NoticeParams): string => (where(p) ? ` From: ${where(p)}.` : '')
