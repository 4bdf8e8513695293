/** The mail with an invitation. */
export const invitationMail = (q: {
  siteName: string
  name: string
  login: string
  by: string
  url: string
  support?: string | undefined
}) => ({
  subject: `${q.siteName}: Your account`,
  text: `${q.by} invited you to ${q.siteName}. Your login is: ${q.login}

Open this link within 72 hours to choose your password and set up your phone. It works once:
${q.url}

If you do not know ${q.by}, do not open the link. Without it nothing happens.${q.support ? `\n\nIf you need help, contact ${q.support}.` : ''}

This was sent for ${q.name}. Nobody will ever ask you for this link.
`,
})
