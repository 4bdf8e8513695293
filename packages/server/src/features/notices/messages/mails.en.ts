/** The whole mail to the owner about the way through an administrator: "Stop this" works without logging in (RR-3). */
export function stopMail(q: { happened: string; siteName: string; login: string; stop: string; support?: string | undefined }): string {
  const support = q.support ? `\n\nIf you need help, contact ${q.support}.` : ''
  return `${q.happened}

If this was you, there is nothing to do.

If it was not you, open this link and press "Stop this". It works without logging in, once, for 7 days. It ends open requests, and two-factor authentication is on again:
${q.stop}${support}

Account: ${q.login} at ${q.siteName}
Nobody will ever ask you for this link or for a code.
`
}

/** The whole mail to the owner. First what happened and when, then that there may be nothing to do, then what to do if not. */
export function ownerMail(q: {
  happened: string
  siteName: string
  login: string
  notMe: string
  undo?: string | undefined
  support?: string | undefined
}): string {
  const undo = q.undo ? `\n\nTo undo this one change and leave everything else as it is, open this within 7 days:\n${q.undo}` : ''
  const support = q.support ? `\n\nIf you need help, contact ${q.support}.` : ''
  return `${q.happened}

If this was you, there is nothing to do.

If it was not you, open this link and press "This wasn't me". It works without logging in, once, for 7 days. It ends all sessions and logins of your account:
${q.notMe}${undo}${support}

Account: ${q.login} at ${q.siteName}
Nobody will ever ask you for this link or for a code.
`
}

/** @param q.to where the one who reads it goes on, with what the line calls it; `own` where that is their own account's page */
export const administratorMail = (q: {
  happened: string
  siteName: string
  to: { name: string; url: string; own: boolean }
}): string => `${q.happened}

Open ${q.to.name}: ${q.to.url}

You get this because ${q.to.own ? `you have an account at ${q.siteName}` : `of your role at ${q.siteName}`}.
`

/** A time as it reads everywhere alike, such as "22 November 2026 at 13:42 UTC". */
export function timeText(at: number): string {
  const text = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long', timeStyle: 'short' }).format(at)
  return `${text} UTC`
}
