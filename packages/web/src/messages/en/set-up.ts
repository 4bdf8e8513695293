/** The set-up of two-factor authentication, and the pairing of a phone wherever it happens. */
export const setUp = {
  'set-up.title': 'Enable two-factor authentication',
  'set-up.progress': 'Progress',
  'set-up.step-done': 'done',
  'set-up.step-address': 'Address',
  'set-up.step-phone': 'Phone',
  'set-up.step-number': 'Number',
  'set-up.step-codes': 'Recovery codes',
  'set-up.step-finish': 'Finish',
  'set-up.resume': 'You can leave and come back; nothing counts until the last step.',

  'set-up.address-title': 'Confirm your e-mail address',
  'set-up.address-why': 'So that nobody who merely knows your password sets up their own phone, we send a code to {address}.',
  'set-up.address-sent': 'A code is on its way to {address}. It is good for 10 minutes.',
  'set-up.address-send': 'Send code',
  'set-up.address-again': 'Send again',
  'set-up.address-again-in': 'A new code can be sent in {time}.',
  'set-up.address-code': 'Code',
  'set-up.address-no-mail': 'If nothing arrives, look in the spam folder. If the address is not yours any more, contact {support}.',

  'number.enter': 'Enter phone number',
  'number.why': 'For the day when your phone app and your codes are not at hand: a code by SMS then confirms a login. You can skip this.',
  'number.skip': 'Skip',

  'set-up.paired': '{name} is paired.',
  'set-up.finish-title': 'Ready to finish',
  'set-up.finish-no-codes':
    'The rules of your organisation do not allow recovery codes, so none are made. Your phone confirms each login; if it is gone, an administrator lets you in. A second phone, added under “Security”, spares you that.',
  'set-up.finish-do': 'Finish set-up',
  'set-up.finish': 'After this you are logged out here, and log in once with your new phone.',
  'set-up.finishing': 'One moment: the set-up is being completed.',

  'set-up.blocked-title': 'Ask for a new invitation',
  'set-up.blocked-text':
    'The time for setting up two-factor authentication is over, or there is no way to confirm your address. A new invitation from an administrator leads to the set-up.',
  'set-up.blocked-contact': 'Contact {support} and ask for a new invitation.',
  'set-up.blocked-nobody': 'Ask the person who runs this service for a new invitation.',
  'set-up.done-title': 'Two-factor authentication is on',
  'set-up.done-text': 'Each login is confirmed on your phone or with a recovery code.',
  'set-up.to-security': 'To “Security”',

  'pairing.title': 'Pair your phone',
  'pairing.add-title': 'Add a phone',
  'pairing.change-title': 'Change {name}',
  'pairing.change-text': 'The new phone takes its place. The old one stops working as soon as the new one is paired.',
  'pairing.localhost': 'A phone cannot reach this site',
  'pairing.localhost-text':
    'It runs on localhost, which is this computer alone. To try it out, let a small window play the phone. For real phones the site needs an address with HTTPS.',
  'pairing.open-window': 'Open the phone app in a new window',
  'pairing.window-blocked': 'The browser kept the window from opening. Allow pop-ups for this site and try again.',
  'pairing.kind': 'Your phone',
  'pairing.iphone': 'iPhone',
  'pairing.android': 'Android',
  'pairing.iphone-1': 'Point the camera at the code and tap the link. Safari opens the phone app’s page.',
  'pairing.iphone-2': 'Tap Share, then “Add to Home Screen”.',
  'pairing.iphone-3': 'Open the app from the Home Screen, tap “Scan the code” there, and scan this code again.',
  'pairing.iphone-why': 'The order matters: an iPhone keeps the keys of the installed app apart from those of Safari.',
  'pairing.android-1': 'Point the camera at the code and tap the link.',
  'pairing.android-2': 'Install the app when the page offers it.',
  'pairing.android-3': 'Tap “Pair this phone”.',
  'pairing.qr': 'Pairing code as a QR code, for the camera of the phone',
  'pairing.no-camera': 'No camera at hand?',
  'pairing.by-hand': 'Open {address} on the phone, tap “Type a code instead” and type:',
  'pairing.code-read': 'Pairing code {code}',
  'pairing.left': 'Good for {time}.',
  'pairing.expired': 'This code has expired.',
  'pairing.expired-text': 'Each code is good for 5 minutes and for one phone.',
  'pairing.renew': 'New code',
  'pairing.waiting': 'Waiting for the phone',
  'pairing.preparing': 'Preparing the code',

  'pairing.check-title': 'Is this your phone?',
  'pairing.check-number': 'The phone must show this number:',
  'pairing.check-text': 'If it shows another number, or you have not just scanned the code, choose “Not my phone”.',
  'pairing.mine': 'This is my phone',
  'pairing.not-mine': 'Not my phone',
  'pairing.rejected': 'The pairing has ended',
  'pairing.rejected-text':
    'That phone was not added. If somebody else scanned your code, make sure that nobody sees your screen and start again.',
  'pairing.again': 'Start again',
} as const

declare module '../messages.ts' {
  interface Areas {
    setUp: typeof setUp
  }
}
