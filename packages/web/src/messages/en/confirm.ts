/** The second step, on the sign-in page and in a fresh confirmation. */
export const confirm = {
  'confirm.title': 'Confirm your login',
  'confirm.title-act': 'Confirm with your phone',
  'confirm.do': 'Open the notification on your phone and type this number.',
  'confirm.do-seen': 'Type this number on your phone, then tap “Confirm”.',
  'confirm.number': 'Number to type on your phone: {digits}',
  'confirm.warn': 'Type it only on your own phone. Nobody will ever ask you for it.',
  'confirm.waiting': 'Waiting for {phones}',
  'confirm.seen': 'It is open on your phone. Waiting for your answer',
  'confirm.confirmed': 'Confirmed. One moment',
  'confirm.offline': 'No connection. The page goes on by itself as soon as it is back',
  'confirm.again': 'Send again',
  'confirm.again-in': 'in {time}',
  'confirm.other': 'Other login methods',
  'confirm.scan': 'Scan instead',

  'confirm.silent': 'No sign of life from your phone so far.',
  'confirm.silent-do': 'Check that it is on and online, and open the phone app: what waits is shown there. Or confirm in another way.',
  'confirm.silent-alone': 'Check that it is on and online, and open the phone app: what waits is shown there.',

  'confirm.mistaken': 'You answered “I made a mistake” on your phone.',
  'confirm.mistaken-do': 'Nothing was confirmed. Ask your phone again if you want to go on.',
  'confirm.ended': 'This number is no longer good.',
  'confirm.ended-do': 'It was not answered within two minutes, or a wrong number was typed three times. Ask your phone again.',
  'confirm.denied': 'It was denied on your phone.',
  'confirm.denied-do': 'Nothing was confirmed.',

  'confirm.paused': 'Prompts are paused: your phone is not asked at the moment.',
  'confirm.paused-why': "That happens after several prompts, or after somebody pressed “It wasn't me”.",
  'confirm.paused-until': 'Your phone can be asked again in {time}. The other methods work now.',
  'confirm.paused-until-alone': 'Your phone can be asked again in {time}.',
  'confirm.paused-open': 'Your phone can be asked again once you have confirmed in another way.',

  'confirm.scan-only': 'Confirm by scanning',
  'confirm.scan-only-why': 'Somebody may know your password. From this browser your phone confirms only by scanning this code.',
  'confirm.scan-title': 'Scan instead',
  'confirm.scan-do': 'Open the phone app, choose “Scan a code” and point it at this one. Then check the details and tap “Confirm”.',
  'confirm.scan-label': 'Code to scan with the phone app',
  'confirm.scan-warn': 'Scan it only if you are logging in right now.',
  'confirm.scan-back': 'Show the number',

  'methods.title': 'Other login methods',
  'methods.do': 'Choose what you have at hand.',
  'methods.none': 'No other method is ready for this account.',
  'methods.phone-back': 'Back to the phone',
  'methods.recovery-code': 'Recovery code',
  'methods.recovery-code-when': {
    one: 'Your phone is not at hand: one of your saved codes, {count} left',
    other: 'Your phone is not at hand: one of your saved codes, {count} left',
  },
  'methods.recovery-code-plain': 'Your phone is not at hand: one of your saved codes',
  'methods.cannot': 'Cannot confirm login',
  'methods.cannot-when': 'Nothing of this is at hand: see who can help',
  'methods.typed-off': 'Typed codes are off after too many wrong ones. Confirming on your phone switches them on again.',

  'recovery-code.title': 'Recovery code',
  'recovery-code.do': 'Type one of the codes that you saved when you set up your phone. Each works once.',
  'recovery-code.hint': '16 letters and digits. Capitals, dashes and spaces do not matter.',
  'recovery-code.wrong': 'That code is not right, or it was used. Each works once; take the next one.',
  'recovery-code.missing': 'Type a code first.',
  'recovery-code.list': 'All methods',

  'typed.wait': 'Too many wrong codes. You can try again in {time}. Confirming on your phone works now.',
  'typed.wait-alone': 'Too many wrong codes. You can try again in {time}.',

  'cannot.title': 'Cannot confirm login',
  'cannot.why': 'Your phone and your recovery codes are what confirms a login. Look for these first:',
  'cannot.phone': 'The phone app on any phone that you paired. It needs internet, not your SIM card.',
  'cannot.codes': 'Your recovery codes: in your password manager, in your downloads as “recovery-codes”, or on paper.',
  'cannot.contact': 'If you have neither, contact {support}. Give your login name, {login}.',
  'cannot.contact-nobody': 'If you have neither, contact whoever runs this site. Give your login name, {login}.',
  'cannot.warn': 'They never need your password, a recovery code or a number from this page.',
  'cannot.act':
    'Inside a session only a confirmation helps. Log out, log in again, and choose “Cannot confirm login” there to ask for help.',
  'cannot.nothing': 'No phone and no recovery code of this account works now.',

  'fresh.title': 'Confirm that it is you',
  'fresh.password-do': 'Enter your password. Then your phone is asked.',
  'fresh.wrong': 'That password is not right. Try again.',
  'fresh.missing': 'Enter your password first.',
  'fresh.over': 'This confirmation has ended. Nothing was changed.',
  'fresh.over-not-me': "Somebody pressed “It wasn't me” on a phone of this account. Nothing was changed.",
} as const

declare module '../messages.ts' {
  interface Areas {
    confirm: typeof confirm
  }
}
