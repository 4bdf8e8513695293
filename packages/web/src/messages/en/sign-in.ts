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
  'forgotten.code': 'I have an access code for a new password',

  'wait.title': 'Request sent',
  'wait.contact': 'An administrator will contact you.',
  'wait.may-close': 'You can close this page: opened again in this browser, it lets you in.',
  'wait.keep-open': 'Keep this browser open: on a shared computer the request ends with it.',
  'wait.sent': 'Sent {time}',
  'wait.told': { one: '{count} person was told', other: '{count} people were told' },
  'wait.waiting': 'waiting',
  'wait.disputed':
    'Somebody pressed “Stop this” for this account lately. Two administrators have to agree now, and they see you in person or on video.',
  'wait.next': 'What happens next',
  'wait.next-contact': 'They come to you: in person, by video, by a call to a number that is on record, or through your manager.',
  'wait.next-account': 'They ask when, where and on which computer you sent this.',
  'wait.next-code': 'They ask for the caller code above.',
  'wait.next-in': 'This page goes on by itself and lets you in.',
  'wait.withdraw': 'Withdraw',
  'wait.support': 'If nobody comes: {support}',

  'caller.title': 'Caller code',
  'caller.do': 'When they ask for the caller code, read it out:',
  'caller.read': 'Caller code {code}',
  'caller.warn': 'Read it only from this screen, never one that somebody told you.',
  'caller.changes': 'Changes in {time}.',

  'later.title': 'Access is granted, from a later time on',
  'later.by':
    '{name} agreed. A second administrator would be needed and there is none, so access begins after a wait in which it can be stopped.',
  'later.by-one':
    'An administrator agreed. A second one would be needed and there is none, so access begins after a wait in which it can be stopped.',
  'later.from': 'You are let in from {time} on',
  'later.in': 'That is in {time}.',

  'request-over.declined': 'The request was declined',
  'request-over.declined-by': '{name} declined it.',
  'request-over.declined-text': 'An administrator declined it.',
  'request-over.declined-do': 'Log in again to confirm in another way, or to send a new request. If this is a mistake, talk to them.',
  'request-over.expired': 'Nobody answered in time',
  'request-over.expired-text': 'A request is good for 72 hours. They are over.',
  'request-over.expired-do': 'Log in again to send a new one, and call an administrator so that it is seen.',
  'request-over.stopped': 'The request was stopped',
  'request-over.stopped-text': 'Somebody pressed “Stop this” in a message to the owner of this account. The password has to be changed.',
  'request-over.stopped-do':
    'If you are the owner and did not stop it, tell an administrator now. A new request needs two of them, and they see you in person or on video.',
  'request-over.withdrawn': 'The request is withdrawn',
  'request-over.withdrawn-text': 'You took it back. Nobody answers it any more.',
  'request-over.withdrawn-do': 'Log in again to confirm in another way, or to send a new one.',
  'request-over.ended': 'The request has ended',
  'request-over.ended-text': 'An administrator let you in another way, or something else ended it, such as a new password.',
  'request-over.ended-do':
    'Log in again. If you were given an access code, choose “Cannot confirm login” there, then “I have an access code”.',

  'first.title': 'Change your password first',
  'first.why': 'Access was granted. But somebody else may know your password, so it opens nothing until it was changed.',
  'first.mail': 'By e-mail',
  'first.mail-do': 'A link to set a new one goes to the address that your account had a week ago.',
  'first.mail-sent': 'The link is on its way. It works once, for 15 minutes.',
  'first.code': 'By an access code',
  'first.code-do': 'A second administrator can give you an access code for a new password, in person or on video.',
  'first.then': 'Then log in with the new password here, in this browser.',

  'again.title': 'Access is granted',
  'again.do': 'This is a shared computer, so enter your password once more.',

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
