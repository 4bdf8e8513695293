/** What the account's pages and the console say alike: their frame, and the states of what they load. */
export const shell = {
  'shell.skip': 'Skip to the page',
  'shell.nav': 'Pages',
  'shell.profile': 'Profile picture of {name}',
  'shell.account': 'Account',
  'shell.security': 'Security',
  'shell.history': 'Login history',
  'shell.sessions': 'Sessions',
  'shell.console': 'Console',
  'shell.log-in-confirmed': 'Log in with confirmation',
  'shell.log-out': 'Log out',
  'shell.log-out-everywhere': 'Log out on all devices',
  'shell.title': '{page} · {site}',
  'shell.not-loaded': 'This could not be loaded.',
  'shell.old-shown': 'This is as it was before: reading it again failed.',
  'shell.no-page': 'There is no such page',
  'shell.no-page-text': 'The address may be mistyped, or what it showed is gone.',
  'shell.no-page-back': 'Go to the start',

  'role.member': 'Member',
  'role.approver': 'Approver',
  'role.admin': 'Administrator',

  'history.new-browser': 'New browser',
  'place.local': 'Local network',
  'result.signed-in': 'Logged in',
  'result.wrong-password': 'Wrong password',
  'result.wrong-code': 'Wrong code',
  'result.not-confirmed': 'Right password, not confirmed',
  'result.not-me': 'Denied: “It wasn’t me”',

  'method.phone': 'phone',
  'method.sms': 'SMS',
  'method.recovery-code': 'recovery code',
  'method.verification-code': 'verification code',
  'method.remembered-browser': 'password only, in a browser that skips the confirmation',
  'method.password': 'password',

  'device.trial': 'Trial',
  'device.trial-why': 'Paired in a window on this computer, to try Sparekey out.',
  'device.other-address': 'Old address',
  'device.other-address-why':
    'Paired when this site had another address. Phones are bound to the address, so it can confirm nothing here. Pair it again.',
  'device.held': 'On hold',
  'device.held-why': 'Added shortly before somebody said “This wasn’t me”. It confirms nothing until two administrators allow it.',
  'device.blocked': 'Blocked',
  'device.blocked-why': 'Reported lost. It confirms nothing.',
  'device.paused': 'Paused',
  'device.paused-why': 'It confirms nothing while you are let in without it. After that it works as before, unless you set up a new one.',
  'device.stopped': 'Stopped',
  'device.stopped-why': 'It was lost when an administrator let you in. It confirms nothing.',
  'device.unused': 'Not used for 180 days',
  'device.unused-why': 'It confirms logins all the same. If it is gone, remove it.',
  'device.no-push': 'No notifications',
  'device.no-push-why': 'Prompts show when the phone app is open. To be notified, turn notifications on in the app.',
  'device.added': 'Added {when}',
  'device.used': 'last used {when}',
  'device.never-used': 'not used yet',

  'email.confirmed': 'Confirmed',
  'email.pending': 'Not confirmed',
  'email.held': 'On hold',
} as const

declare module '../messages.ts' {
  interface Areas {
    shell: typeof shell
  }
}
