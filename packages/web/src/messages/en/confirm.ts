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

  'confirm.paused-act': 'It is asked at most 5 times in 10 minutes, logins and acts like this one together.',
  'confirm.paused-act-wait': 'Your phone can be asked again in {time}. Keep this page open: nothing of what you are doing is lost.',

  'confirm.paused-act-open':
    'Your phone can be asked again after a login in another way: log out, then log in with a recovery code or a verification code.',

  'confirm.remember': {
    one: 'Skip the confirmation on this browser for {count} day',
    other: 'Skip the confirmation on this browser for {count} days',
  },
  'confirm.remember-hint': 'Only on a computer that is yours alone. Not after SMS or a recovery code.',

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
  'methods.sms': 'SMS',
  'methods.sms-when': 'A code to your number •• {digits}',
  'methods.sms-plain': 'A code to your number',
  'methods.verification-code': 'Verification code',
  'methods.verification-code-when': 'Your phone has no internet: the phone app shows a code',
  'methods.cannot': 'Cannot confirm login',
  'methods.cannot-when': 'None of these is at hand: ask an administrator to let you in',
  'methods.typed-off': 'Typed codes are off after too many wrong ones. Confirming on your phone switches them on again.',
  'methods.all': 'All methods',

  'sms.title': 'SMS',
  'sms.do': 'Type the code from the message. Nobody will ever ask you for it.',
  'sms.sending': 'Sending a code to •• {digits}',
  'sms.sent': 'Sent to •• {digits}. It is good for 5 minutes, in this browser only.',
  'sms.failed': 'The message to •• {digits} could not be delivered. Send it again, or choose another method.',
  'sms.expired': 'This code is no longer good. Send a new one.',
  'sms.label': 'Code',
  'sms.hint': '6 digits',
  'sms.wrong': 'That is not the code of the last message. Check the digits, or send a new one.',
  'sms.missing': 'Type the code from the message first.',

  'recovery-code.title': 'Recovery code',
  'recovery-code.label': 'Recovery code',
  'recovery-code.do': 'Type one of the codes that you saved when you set up your phone. Each works once.',
  'recovery-code.hint': '16 letters and digits. Capitals, dashes and spaces do not matter.',
  'recovery-code.wrong': 'That code is not right, or it was used. Each works once; take the next one.',
  'recovery-code.missing': 'Type a code first.',

  'verification-code.title': 'Verification code',
  'verification-code.label': 'Verification code',
  'verification-code.do': 'Your phone shows it without internet, and without a signal.',
  'verification-code.taps': 'In the phone app, tap in this order:',
  'verification-code.tap-menu': 'Menu',
  'verification-code.tap-change': 'Change account',
  'verification-code.tap-more': '(More), next to your account',
  'verification-code.tap-code': 'Verification code',
  'verification-code.hint': '8 digits, new every 30 seconds',
  'verification-code.wrong': 'That code is not right, or it was used. Wait for the next one on your phone and type that.',
  'verification-code.missing': 'Type the code from your phone first.',

  'typed.wait': 'Too many wrong codes. You can try again in {time}. Confirming on your phone works now.',
  'typed.wait-alone': 'Too many wrong codes. You can try again in {time}.',

  'cannot.title': 'Cannot confirm login',
  'cannot.why': 'Look for your phone and your recovery codes first: that is quicker. If you have neither, an administrator can let you in.',
  'cannot.nothing': 'No phone and no code of this account works now. An administrator can let you in.',
  'cannot.request':
    'They contact you and make sure that the request is yours. Then they switch two-factor authentication off for a day or two, for this browser only, and you set up a new phone.',
  'cannot.act':
    'Inside a session only a confirmation helps. Log out, log in again, and choose “Cannot confirm login” there to ask for help.',
  'cannot.access-code-when': 'From an administrator or the server, or the break-glass kit',
  'cannot.lost-when': 'Stops its approvals and codes at once',
  'cannot.warn': 'Nobody who helps you needs your password or a code from your phone.',

  'request.message': 'Message',
  'request.message-hint': 'What happened to your phone, and where you are now. Everybody who may answer reads it.',
  'request.shared': 'This is a shared computer',
  'request.shared-hint': 'The request ends with this browser, and your password is asked again before you are let in.',
  'request.send': 'Send request',
  'request.limit': 'No further request can be sent now.',
  'request.limit-do':
    'There are too many requests for this account. If one of them is yours, open the browser in which you sent it. Otherwise call an administrator.',
  'request.limit-until': 'The next one can be sent in {time}.',
  'request.nobody': 'There is nobody who may answer a request for this account.',
  'request.nobody-kit': 'If you have the break-glass kit, choose “I have an access code” and type it there.',
  'request.nobody-server': 'Otherwise whoever runs the server makes an access code there: {command}',

  'access-code.title': 'I have an access code',
  'access-code.do': 'It opens your account once, in this browser. After five wrong ones it no longer works.',
  'access-code.label': 'Access code',
  'access-code.hint': 'Eight letters and digits, XXXX-XXXX, or the break-glass kit',
  'access-code.missing': 'Type the code first.',

  'lost.title': 'I lost my phone',
  'lost.do': 'Whoever has it can no longer confirm anything with it.',
  'lost.which': 'Which one is gone?',
  'lost.missing': 'Choose the phone that is gone.',
  'lost.number': 'Was your number in it too?',
  'lost.does': 'At once it stops approvals and verification codes of the phone, and SMS where your number was in it.',
  'lost.does-not': 'It logs nobody out, and lets nobody in: your login still needs to be confirmed.',
  'lost.back':
    'If the phone turns up within 7 days, allow it again on your security page, in a session confirmed another way. It can still say “This wasn’t me”.',
  'lost.button': 'Stop this phone',
  'lost.done': 'The phone is stopped',
  'lost.stopped': '{names} confirms nothing any more.',
  'lost.stopped-number': '{names} confirms nothing any more, and no SMS are sent to your number.',
  'lost.go-methods': 'What still works for your account',

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
