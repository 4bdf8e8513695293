import type { NewCodes } from '@sparekey/protocol/account'
import { language, t } from '../messages/messages.ts'

export interface Sheet {
  codes: NewCodes
  siteName: string
  login: string
}

/** The day in the reader's zone, as it stands on a sheet of paper. */
export const today = (): string => new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(new Date())

/** What "Download" saves: everything that is needed on the day when nothing else is at hand. */
export function codesAsText({ codes, siteName, login }: Sheet): string {
  const lines = [
    t('codes.sheet-title', { login }),
    t('codes.sheet-site', { site: siteName, date: today() }),
    '',
    ...codes.codes.map((code, i) => `${String(i + 1).padStart(2)}.  ${code}`),
    '',
    `${t('codes.sheet-where')}: ${codes.loginUrl}`,
    ...(codes.support ? [`${t('codes.sheet-call')}: ${codes.support}`] : []),
    '',
    t('codes.sheet-how'),
    `1. ${t('codes.sheet-how-1')}`,
    `2. ${t('codes.sheet-how-2')}`,
    `3. ${t('codes.sheet-how-3')}`,
    '',
    t('codes.sheet-secret'),
  ]
  return `${lines.join('\r\n')}\r\n`
}
