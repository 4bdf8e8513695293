/** The verification code, and the clock that it goes by. */
export const codes = {
  'code.title': 'Verification code',
  'code.offline': 'No internet needed',
  'code.next': 'New code in {seconds} s. Each works once.',
  'code.copy': 'Copy',
  'code.copied': 'Copied.',
  'code.not-copied': 'This browser does not copy. Type the code on the login page.',
  'code.doubt': 'As far as this phone was told, the login page does not take its codes now.',
  'code.show': 'Show a verification code',

  'clock.ahead': 'The clock of this phone is {time} ahead',
  'clock.behind': 'The clock of this phone is {time} behind',
  'clock.off-how':
    'Codes go by the right time all the same. Let the phone set its time by itself, then open this app once with a connection.',
  'clock.set-back': 'The clock of this phone was set back',
  'clock.set-back-how':
    'Codes are wrong until it is right again. Set the date and time of the phone, or open this app once with a connection.',
} as const
