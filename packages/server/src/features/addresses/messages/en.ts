/** The mail that proves an address: only who reads it there has the link. */
export const proveMail = (q: { siteName: string; login: string; address: string; url: string; support?: string | undefined }) => ({
  subject: `${q.siteName}: Confirm this e-mail address`,
  text: `The address ${q.address} is to be used for the account ${q.login} at ${q.siteName}.

If you asked for this, open this link within 24 hours and press "Yes, use this address". The link works once:
${q.url}

If you did not ask for it, do not open the link. Without it the address is not used.${q.support ? `\n\nIf you need help, contact ${q.support}.` : ''}
`,
})
