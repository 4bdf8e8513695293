/** The mail with the link for a new password. */
export const resetMail = (q: { siteName: string; login: string; asked: string; url: string; support?: string | undefined }) => ({
  subject: `${q.siteName}: New password`,
  text: `Somebody asked on ${q.asked} for a new password for your account.

If it was you, open this link within 15 minutes and choose one. The link works once:
${q.url}

It logs nobody in: after it you log in as always, and confirm as always.

If it was not you, there is nothing to do. Your password stays as it is.${q.support ? `\n\nIf you need help, contact ${q.support}.` : ''}

Account: ${q.login} at ${q.siteName}
Nobody will ever ask you for this link.
`,
})
