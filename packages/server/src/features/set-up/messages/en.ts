import { placeText } from '@sparekey/protocol/place'

/** The mail with the code of the first set-up (TD-9). */
export const addressCodeMail = (q: {
  siteName: string
  login: string
  code: string
  agent: string
  ip: string
  /** As it travels. */
  place: string | undefined
  support?: string | undefined
}) => ({
  subject: `${q.siteName}: code for your set-up`,
  text: `${q.code.slice(0, 3)} ${q.code.slice(3)} is the code to set up two-factor authentication for your account.

Type it on the page that asked for it, within 10 minutes. Asked for by: ${q.agent}, IP address ${q.ip}${q.place ? `, ${placeText(q.place, { language: 'en', local: 'local network' })}` : ''}.

If you are not setting up anything now, somebody knows your password: change it, and do not give the code to anybody.${
    q.support ? ` If you need help, contact ${q.support}.` : ''
  }

Account: ${q.login} at ${q.siteName}
Nobody will ever ask you for this code.
`,
})
