/** The account's own pages. */
export const account = {
  'account.two-factor-on': 'Two-factor authentication is on',
  'account.two-factor-off': 'Two-factor authentication is off',
  'account.open-security': 'Phones, recovery codes, password, e-mail addresses',
  'account.open-history': 'Every login and every attempt, 180 days back',
  'account.open-sessions': 'Where you are logged in now, and the browsers that are known',
  'account.open-console': 'People, groups, invitations',
  'account.codes-low': {
    one: 'One recovery code is left. Create new ones before you need them.',
    other: '{count} recovery codes are left. Create new ones before you need them.',
  },
  'account.codes-low-link': 'Recovery codes',

  'banner.label': 'Two-factor authentication',
  'banner.days': {
    one: 'Two-factor authentication must be on by tomorrow.',
    other: 'Two-factor authentication must be on in {count} days.',
  },
  'banner.today': 'Two-factor authentication must be on today.',
  'banner.why': 'It takes a few minutes and your phone. After the last day your login leads to the set-up only.',
  'banner.enable': 'Enable',
  'banner.later': 'Not now',

  'access.one-factor': 'You are logged in with the password only.',
  'access.one-factor-text':
    'You can read everything here and log out anywhere. Changing the password, addresses, phones or codes needs two-factor authentication.',

  'security.title': 'Security',
  'security.two-factor': 'Two-factor authentication',
  'security.on': 'On',
  'security.off': 'Off',
  'security.on-since': 'Each login is confirmed. On since {when}.',
  'security.off-text': 'Your password alone opens this account. With two-factor authentication you confirm each login on your phone.',
  'security.enable': 'Enable',

  'security.typed-off-known': 'Codes are off in the browsers you use often.',
  'security.typed-off-other': 'Codes are off in browsers that are not known.',
  'security.typed-off-why':
    'There were too many wrong ones in a row. Confirming on the phone still works. If the wrong codes were not yours, somebody knows your password: change it first.',
  'security.typed-off-allow': 'Allow codes again',
  'security.typed-off-cannot':
    'To allow them again, log in from a browser you use often and confirm on your phone, or ask an administrator.',
  'security.typed-off-done': 'Codes are accepted again.',

  'devices.title': 'Trusted devices',
  'devices.none': 'No phone is trusted yet.',
  'devices.none-on': 'No phone is left. Recovery codes still log you in; add a phone as long as they last.',
  'devices.change': 'Change',
  'devices.rename': 'Rename',
  'devices.remove': 'Remove',
  'devices.add': 'Add a phone',
  'devices.most': 'Five is the most. Remove one to add another.',
  'devices.name': 'Name of the phone',
  'devices.save-name': 'Save name',
  'devices.renamed': 'It is called {name} now.',
  'devices.remove-title': 'Remove {name}?',
  'devices.remove-text': 'It can no longer confirm logins, and its verification codes stop at once. To use it again you pair it again.',
  'devices.removed': '{name} is removed.',
  'devices.added': '{name} is a trusted device now.',
  'devices.changed': '{name} is a trusted device now, in place of the old one.',

  'offer.text': 'Sessions elsewhere go on. If you are not sure about one of them, end them.',
  'offer.log-out-others': 'Log out other sessions',
  'offer.done': { one: 'One other session was logged out.', other: '{count} other sessions were logged out.' },
  'offer.none': 'There is no other session.',

  'recovery.title': 'Recovery codes',
  'recovery.none': 'You have no recovery codes. Without your phone you could not log in.',
  'recovery.later': 'Ten recovery codes are made when you enable two-factor authentication.',
  'recovery.left': { one: 'One of ten is left.', other: '{count} of ten are left.' },
  'recovery.made': 'Made {when}.',
  'recovery.low': 'Create new ones before you need them.',
  'recovery.empty': 'All are used. Create new ones now: without your phone you could not log in.',
  'recovery.held': 'These codes are on hold, because they were made shortly before somebody said “This wasn’t me”. Create new ones.',
  'recovery.create': 'Create new codes',
  'recovery.create-title': 'Create new codes?',
  'recovery.create-text': 'You get ten new codes. Once you have saved them, the old ones no longer work.',
  'recovery.made-new': 'The new codes count from now on. Destroy the old ones.',
  'recovery.leave': 'Keep the old codes',
  'recovery.left-unsaved': 'The new codes were not saved. The old ones go on working.',

  'password.title': 'Password',
  'password.changed': 'Last changed {when}.',
  'password.unchanged': 'Never changed.',
  'password.marked': 'Somebody else may know your password. Change it now.',
  'password.change': 'Change password',
  'password.save': 'Save new password',
  'password.ends': 'All other sessions are logged out.',
  'password.done': 'The password is changed. All other sessions were logged out.',

  'emails.title': 'E-mail addresses',
  'emails.why': 'Links for a forgotten password and messages about your account go here.',
  'emails.none': 'No address is kept. Messages about your account reach you on the phone only.',
  'emails.pending-text': 'Open the link that was sent to it. Until then nothing else is sent there.',
  'emails.held-text': 'Added shortly before somebody said “This wasn’t me”. It receives nothing until two administrators allow it.',
  'emails.send': 'Send the link again',
  'emails.sent': 'A new link is on its way to {address}.',
  'emails.remove': 'Remove',
  'emails.remove-title': 'Remove {address}?',
  'emails.remove-text': 'A message about it is sent there. For 7 days it can be undone with the link in that message.',
  'emails.removed': '{address} is removed.',
  'emails.address': 'E-mail address',
  'emails.add': 'Add address',
  'emails.added': 'A link is on its way to {address}. The address counts once the link was opened.',
  'emails.most': 'Two addresses are the most. Remove one to add another.',
  'emails.no-mail': 'No mail server is set up, so no address can be added.',

  'history.lead': 'Every login and every attempt of the last 180 days, newest first.',
  'history.none': 'There is nothing yet.',
  'history.older': 'Show older',
  'history.end': 'That is all of the last 180 days.',

  'sessions.lead': 'What you do not recognise, log out. Then change your password.',
  'sessions.open': 'Logged in now',
  'sessions.this': 'This browser',
  'sessions.access-one-factor': 'Password only',
  'sessions.access-set-up': 'Set-up only',
  'sessions.since': 'Since {when}, by {how}',
  'sessions.seen': 'last seen {when}',
  'sessions.browsers': 'Known browsers',
  'sessions.browsers-why':
    'Browsers where you confirmed a login. A login from any other browser is told to you. Logging one out makes it unknown; a session that is open there goes on until you log it out above.',
  'sessions.browsers-none': 'No browser is known yet.',
  'sessions.known': 'Known since {since}, until {until}',
  'sessions.all': 'Everywhere',
  'sessions.all-text': 'Ends every session, this one too, and makes every browser unknown.',
} as const

declare module '../messages.ts' {
  interface Areas {
    account: typeof account
  }
}
