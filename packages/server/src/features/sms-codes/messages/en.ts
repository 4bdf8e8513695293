/** What a code is for, as its text names it (SM-2). */
export type SmsPurpose = 'log in' | 'confirm a change' | 'set this number'

const did: Record<SmsPurpose, string> = {
  'log in': 'to log in to',
  'confirm a change': 'to confirm a change of your account at',
  'set this number': 'to set this number for your account at',
}

/** The text with a code: the service, the purpose and the warning; the last line makes phones fill it in on the right site only
 * (origin-bound one-time codes, which know https and no port). No link and no account name: texts are read by others. */
export function codeText(q: { siteName: string; publicUrl: string; code: string; purpose: SmsPurpose }): string {
  const text = `${q.code} is your code ${did[q.purpose]} ${q.siteName}. Do not share it: nobody will ever ask you for it.`
  const url = new URL(q.publicUrl)
  return url.protocol === 'https:' && url.port === '' ? `${text}\n\n@${url.hostname} #${q.code}` : text
}
