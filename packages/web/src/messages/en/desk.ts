/** The desk of the demo. */
export const desk = {
  'desk.title': 'The desk',
  'desk.intro':
    'Everybody here is made up, and everything is gone at the next start. Pick somebody, open their phone, then log in as them on this computer.',
  'desk.private': 'Two people in one browser share its cookies. Open the administrator in a private window.',
  'desk.people': 'People',
  'desk.login': 'Login',
  'desk.password': 'Password',
  'desk.codes': 'Recovery codes',
  'desk.codes-left': { one: '{count} of them still works', other: '{count} of them still work' },
  'desk.codes-show': 'Show',
  'desk.phone': 'Phone',
  'desk.no-phone': 'not opened yet',
  'desk.invitation': 'Invitation',
  'desk.accept': 'Open the invitation',
  'desk.open-phone': 'Open their phone',
  'desk.open-phone-of': 'Open their phone: {name}',
  'desk.open-app': 'Open the phone app',
  'desk.open-app-of': 'Open the phone app: {name}',
  'desk.log-in': 'Log in as them: {name}',
  'desk.log-in-short': 'Log in as them',
  'desk.on': 'Two-factor on',
  'desk.off': 'Two-factor off',
  'desk.invited': 'Invited',
  'desk.role.member': 'Member',
  'desk.role.approver': 'Approver',
  'desk.role.admin': 'Administrator',
  'desk.blocked': 'The browser kept the window shut. Allow pop-up windows for this site and press again.',
  'desk.clock': 'Clock',
  'desk.clock-real': 'real time',
  'desk.clock-moved': 'moved ahead by {time}',
  'desk.minute': '+1 minute',
  'desk.hour': '+1 hour',
  'desk.day': '+1 day',
  'desk.back': 'Back to now',
  'desk.outbox': 'Outbox',
  'desk.outbox-intro': 'What would have been sent by mail, newest first. Nothing leaves this machine.',
  'desk.outbox-empty': 'Nothing was sent yet.',
  'desk.to': 'To {address}',
} as const

declare module '../messages.ts' {
  interface Areas {
    desk: typeof desk
  }
}
