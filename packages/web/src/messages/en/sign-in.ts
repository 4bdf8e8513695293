/** The sign-in page. */
export const signIn = {
  'sign-in.title': 'Log in',
  'sign-in.to': 'Log in to {site}',
  'sign-in.login': 'Login',
  'sign-in.login-hint': 'Login name or e-mail',
  'sign-in.button': 'Log in',
  'sign-in.missing-login': 'Enter your login name or e-mail first.',
  'sign-in.missing-password': 'Enter your password first.',
  'sign-in.forgotten': 'Forgotten password?',
  'sign-in.as': 'Signing in as {login}',
  'sign-in.not-you': 'Not you?',
  'sign-in.help': 'Need help? Contact {support}',
  'sign-in.one-moment': 'One moment…',
  'sign-in.logging-in': 'Logging you in…',

  'sign-in.unreachable': 'The server does not answer',
  'sign-in.unreachable-do': 'The page tries again by itself. If it stays like this, check your network, or tell whoever runs this site.',

  'sign-in.first-title': 'No administrator yet',
  'sign-in.first-do':
    'This Sparekey is new. When it started, it printed a link for its first administrator. Open that link to go on; each start prints a new one.',

  'forgotten.title': 'Forgotten password',
  'forgotten.do':
    'Enter your login name or e-mail. A link to set a new password goes to your e-mail address. Your phone still confirms the login.',
  'forgotten.send': 'Send link',
  'forgotten.sent': 'On its way',
  'forgotten.sent-do':
    'If there is an account with that login, a link went to its e-mail address just now. It works once, for 15 minutes. Look in the spam folder too.',
  'forgotten.no-mail': 'This site sends no mail, so it cannot send a link. {whom} can make one for you.',
  'forgotten.nobody': 'An administrator',
  'forgotten.back': 'Back to log in',

  'change.title': 'Set a new password',
  'change.why': 'Somebody else may know the old one, so it changes now, before you go on. All other sessions of yours end.',
  'change.button': 'Continue',

  'new-codes.preparing': 'Making new recovery codes…',
  'new-codes.why': 'You have used your last recovery code, so here are new ones.',

  'low.title': { one: '{count} recovery code left', other: '{count} recovery codes left' },
  'low.none': 'No recovery code left',
  'low.do': 'Your login is confirmed. Create new codes on your security page soon, while your phone or a code is at hand.',

  'over.expired': 'This login took too long',
  'over.expired-do': 'Ten minutes after the password it can no longer be confirmed. Log in again; nothing else is lost.',
  'over.not-me': "Somebody pressed “It wasn't me”",
  'over.not-me-do':
    'A phone of this account said that this login is not by its owner, so it was stopped. The administrators were told, and the password has to be changed at the next login.',
  'over.not-me-you': 'If that was you, log in again and confirm.',
  'over.finished': 'You are logged in already',
  'over.finished-do': 'This login was finished before, perhaps in another tab.',
  'over.finished-go': 'Go to your account',
  'over.ended': 'This login was ended',
  'over.ended-do': 'The password was changed, the account was disabled, or another login took its place. Log in again.',
  'over.password-marked': 'The password has to be changed first',
  'over.password-marked-do':
    'Somebody else may know the password of this account, so it opens nothing any more. A reset link leads on: ask for one, and set a new password.',
  'over.again': 'Log in again',
  'over.reset': 'Get a reset link',
} as const

declare module '../messages.ts' {
  interface Areas {
    signIn: typeof signIn
  }
}
