export const shell = {
  'app.name': 'Sparekey',
  'app.back': 'Back',
  'app.cancel': 'Cancel',
  'app.close': 'Close',
  'app.done': 'Done',
  'app.working': 'Working',
  'app.offline': 'No connection',
  'app.offline-why': 'This phone does not reach {site}. The app looks again by itself.',
  'app.offline-code': 'Verification codes work without a connection: on the login page choose “Other login methods”, “Verification code”.',
  'app.offline-codes': 'On the login page, recovery codes work now.',

  'menu.title': 'Menu',
  'menu.change-account': 'Change account',
  'menu.notices': 'Notices',
  'menu.notifications': 'Notifications',
  'menu.add': 'Add an account',

  'home.looking': 'Looking for logins',
  'home.quiet': 'Nothing is waiting',
  'home.quiet-how': 'When you log in on a computer, the login appears here. Open this app then, if the phone was not told.',
  'home.waiting': { one: 'A login is waiting', other: '{count} logins are waiting' },
  'home.look': 'Look at it',
  'home.scan': 'Scan a code',
  'home.new-notices': { one: '{count} new notice', other: '{count} new notices' },
  'home.urgent': 'If it was you, there is nothing to do. If not, stop it.',
  'home.urgent-look': 'Look at the notice',
  'home.keyless': 'The keys of {name} are gone from this phone. Pair it again to use it.',

  'device.ready': 'Not trusted yet',
  'device.ready-why': 'Finish the set-up on your computer: save the recovery codes there. Then this phone confirms your logins.',
  'device.held': 'On hold',
  'device.held-why':
    "Somebody answered “This wasn't me” in the days after this phone was added. Until two approvers allow it, it confirms nothing. Recovery codes and older phones work.",
  'device.blocked': 'Blocked',
  'device.blocked-why':
    "This phone was reported lost. It confirms no logins, and its codes do not work. It still shows notices, and can still say “This wasn't me” and “Stop this”. For 7 days you can allow it again: log in with another method, then choose “Allow again” under “Trusted devices”.",
  'device.paused': 'Paused',
  'device.paused-why':
    'An administrator let you in without this phone. Until {until} it confirms no logins, and its codes do not work. If you have it back, choose “Use my old phone again” on your computer, and answer here.',
  'device.lost': 'Reported lost or stolen',
  'device.lost-why':
    'An administrator let you in without this phone, and it was reported lost or stolen. It confirms no logins any more, and its codes do not work. To use it again, set up two-factor authentication anew on your computer, with this phone.',
  'device.not-asked': 'If that was not you, “Stop this” in the notices ends it.',
  'device.removed': 'No longer a trusted device',
  'device.removed-why':
    'This phone was removed from the account, so its keys do nothing any more. Pair it again, or take the account off this phone.',
  'device.remove': 'Take it off this phone',

  'notify.on': 'This phone is told about logins',
  'notify.off': 'This phone is not told about logins',
  'notify.off-why': 'With notifications on, it rings when you log in. Without them, open this app at each login.',
  'notify.turn-on': 'Turn on notifications',
  'notify.denied':
    'Notifications are switched off for this app in the settings of the phone. Switch them on there, or open this app at each login: everything works.',
  'notify.unsupported': 'This browser cannot be told about logins. Open this app at each login: everything works.',
  'notify.install-first': 'On iPhone and iPad notifications work once the app is on the Home Screen and opened from there.',
  'notify.silent':
    'The notification service of this browser does not answer. Open this app at each login: everything works. Try again later, perhaps in another network.',
  'notify.refused':
    "The server did not take the address of this phone's notifications. Open this app at each login, and tell whoever runs this site.",
  'notify.not-offered': 'This site sends no notifications. Open this app at each login: everything works.',
  'notify.unreached': 'There is no connection to the server now. Try again when there is.',
  'notify.what': 'A notification says only that something waits. What waits is shown here, and confirmed here.',

  'install.offer': 'Put the app on your home screen: it opens at once and keeps its keys more safely.',
  'install.button': 'Install',
} as const
