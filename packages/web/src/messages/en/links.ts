/** The pages that links lead to. */
export const links = {
  'link.looking': 'Reading the link…',
  'link.gone': 'This link leads nowhere any more',
  'link.gone-first-start':
    'It was used, or a newer one took its place: each start of Sparekey prints a new one, good for 15 minutes. Start it again and open the newest.',
  'link.gone-invitation':
    'It was used, has expired after 72 hours, or a newer one took its place. Ask an administrator for a new invitation.',
  'link.gone-reset': 'It was used, has expired, or a newer one took its place. Ask for a new one under “Forgotten password?”.',
  'link.gone-email': 'It was used, has expired, or the change was taken back. Send a new one from your security page.',
  'link.gone-email-undo': 'It was used, or its 7 days are over. If the change is not yours, tell an administrator now.',
  'link.gone-stop':
    'It was used, or its 7 days are over. If somebody has access to your account who should not, tell an administrator now.',
  'link.gone-not-me': 'It was used, or its 7 days are over. If something is wrong with your account, tell an administrator now.',
  'link.gone-set-up': 'It was used, has expired after 15 minutes, or a newer one took its place. Have a new one made on the server.',
  'link.gone-broken': 'The address is not complete. Copy the whole link, or open it from where it was shown.',
  'link.to-login': 'Go to log in',
  'link.unreachable': 'The link could not be read',
  'link.done': 'Done',

  'link.name': 'Name',
  'link.name-hint': 'As others know you',
  'link.login': 'Login',
  'link.login-hint': 'Short, for logging in: letters, digits, dots, dashes',
  'link.email': 'E-mail',
  'link.password': 'Password',
  'link.missing-name': 'Enter your name.',
  'link.missing-login': 'Enter a login name.',
  'link.missing-email': 'Enter your e-mail address.',
  'link.missing-password': 'Enter a password.',
  'link.missing-code': 'Enter the access code.',

  'first-start.title': 'Make the first account',
  'first-start.do': 'You will be the administrator of {site}. Next, your phone is paired, so have it at hand.',
  'first-start.button': 'Create account',
  'first-start.resume': 'Go on with the set-up',
  'first-start.resume-do': 'The account exists already. Log in with it to go on where you stopped.',

  'invitation.title': 'Welcome, {name}',
  'invitation.do': 'Your login name for {site} is {login}. Set a password; then your phone is paired, so have it at hand.',
  'invitation.button': 'Set password',

  'reset.title': 'Set a new password',
  'reset.do': 'For {login}. All sessions of this account end. Logging in still needs your phone or a recovery code.',
  'reset.button': 'Set password',
  'reset.done': 'The new password is set',
  'reset.done-do': 'Log in with it now. Your phone confirms as before.',

  'email.title': 'Is this your address?',
  'email.do': 'Messages about the account {login} will go to {address}.',
  'email.button': 'Yes, use this address',
  'email.done': 'The address is confirmed',
  'email.done-do': 'Messages about your account go there from now on.',

  'email-undo.title': 'Take back the change?',
  'email-undo.added':
    'The address {address} was added to the account {login}. The button takes it off again, and messages come here as before.',
  'email-undo.removed': 'The address {address} was taken off the account {login}. The button puts it back.',
  'email-undo.if-you': 'If the change was yours, there is nothing to do: close this page.',
  'email-undo.button': 'Take it back',
  'email-undo.done': 'The change is taken back',
  'email-undo.done-do':
    'The addresses of your account are as they were before. If the change was not yours, somebody else may know your password: set a new one now.',

  'by-code.title': 'Set a new password by an access code',
  'by-code.do': 'An administrator gave you the code. It sets a new password once, and logs nobody in.',
  'by-code.code': 'Access code',
  'by-code.code-hint': 'Eight letters and digits, XXXX-XXXX. Capitals and dashes do not matter.',
  'by-code.done-do': 'Log in with it now. The login is confirmed as before, or by the access that you were given.',
  'by-code.support': 'Need help? Contact {support}',

  'stop.title': 'Stop this?',
  'stop.about': 'Somebody asks to be let into your account without your phone.',
  'stop.if-you': 'If it was you, there is nothing to do: close this page.',
  'stop.what': 'If it was not, press the button. It works at once, without logging in:',
  'stop.what-requests': 'Open requests for access end.',
  'stop.what-access': 'Access that was given without your phone ends, and whoever used it is logged out.',
  'stop.what-password': 'The password has to be changed: somebody else may know it.',
  'stop.what-next':
    'If you ask for access yourself in the next 24 hours, two administrators have to agree, and they see you in person or on video.',
  'stop.keeps': 'Your phones and codes go on working. The administrators are told.',
  'stop.button': 'Stop this',
  'stop.done': 'It is stopped',
  'stop.done-do': 'Requests and access without your phone have ended. Log in with your phone or a recovery code to set a new password.',

  'not-me.title': 'Was this you?',
  'not-me.if-you': 'If it was you, there is nothing to do: close this page.',
  'not-me.what': 'If it was not, press the button. It takes power away at once, also from you:',
  'not-me.what-sessions': 'Everybody is logged out of this account, everywhere, and unfinished logins end.',
  'not-me.what-password': 'The password has to be changed at the next login.',
  'not-me.what-new': 'Phones, codes and addresses added in the last 7 days stop working until two administrators allow them.',
  'not-me.what-told': 'The administrators are told.',
  'not-me.keeps': 'Your older phones and codes go on working.',
  'not-me.button': "This wasn't me",
  'not-me.done': 'The account is shut off from whoever did this',
  'not-me.done-do':
    'Everybody was logged out and the administrators were told. Log in with an older phone or a recovery code to set a new password.',

  'notice.other': 'Something happened on your account.',
  'notice.new-browser-login': 'Somebody logged in to your account in a browser that is not known.',
  'notice.password-right-unconfirmed': 'Your password was typed in a browser that is not known, and the login was not confirmed.',
  'notice.login-after-failures': 'Somebody logged in to your account after several wrong tries.',
  'notice.password-changed': 'Your password was changed.',
  'notice.reset-link-made': 'An administrator made a link that sets a new password for your account.',
  'notice.device-added': 'A phone was added to your account.',
  'notice.device-removed': 'A phone was removed from your account.',
  'notice.device-replaced': 'A phone took the place of another in your account.',
  'notice.codes-created': 'New recovery codes were made for your account.',
  'notice.code-used': 'A recovery code was used to log in to your account.',
  'notice.set-up-completed': 'Two-factor authentication was switched on.',
  'notice.address-added': 'An e-mail address was added to your account.',
  'notice.address-removed': 'An e-mail address was removed from your account.',
  'notice.address-confirmed': 'An e-mail address of your account was confirmed.',
  'notice.not-me': "Somebody answered “It wasn't me” on a phone of your account, and that login was stopped.",
  'notice.everything-ended': "Somebody answered “This wasn't me”, and everything on your account ended.",
  'notice.role-changed': 'An administrator changed your role.',
  'notice.typed-methods-off': 'Typed codes were switched off after too many wrong ones.',
  'notice.recovery-requested':
    'Your password was typed, and somebody who says that they cannot confirm the login asks an administrator to be let in.',
  'notice.recovery-agreed': 'One of two administrators agreed that two-factor authentication is switched off for your account for a while.',
  'notice.recovery-approved': 'Two-factor authentication is switched off for your account for a while, for one browser.',
  'notice.access-code-made': 'An access code was made for your account. It opens it in one browser, or sets a new password.',
  'notice.suspension-claimed': 'Somebody logged in to your account without the second factor, as an administrator had allowed.',
  'notice.suspension-ended': 'Two-factor authentication is on again for your account.',
  'notice.recovery-stopped': '“Stop this” was pressed for your account: requests and access without your phone have ended.',
  'notice.by': 'By',
  'notice.browser': 'Browser',
  'notice.address': 'IP address',
  'notice.place': 'Place',
  'notice.device': 'Phone',
  'notice.email': 'E-mail',
  'notice.when': 'When',
  'notice.account': 'Account',

  'set-up.link-title': 'Set up two-factor authentication again',
  'set-up.link-do': 'Log in as the administrator for whom this link was made. It opens the set-up and nothing else.',
  'set-up.link-button': 'Continue',
} as const

declare module '../messages.ts' {
  interface Areas {
    links: typeof links
  }
}
