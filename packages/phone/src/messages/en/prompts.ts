export const prompts = {
  'prompt.sign-in': 'Somebody is signing in as',
  'prompt.act': 'Somebody wants to change the account of',
  'prompt.act-as': 'Somebody wants to act as',
  'prompt.old-phone': 'Somebody wants this phone to confirm again for',
  'prompt.as': 'As',
  'prompt.site': 'Site',
  'prompt.act-label': 'Change',
  'prompt.where': 'Where',
  'place.local': 'Local network',
  'prompt.elsewhere': 'That page is in {there}, this phone in {here}',
  'prompt.elsewhere-how':
    'Abroad or with a VPN it can be yours all the same. If the page is not in front of you, or somebody asked you for the number: “Deny”.',
  'prompt.with': 'With',
  'prompt.when': 'When',
  'prompt.new-browser': 'New browser',
  'prompt.now': 'Just now',
  'prompt.number': 'The number on the login page',
  'prompt.number-short': { one: 'Type the digit.', other: 'Type all {count} digits of the number.' },
  'prompt.only-if': 'Only if you see this number on your own screen. Nobody will ever ask you for it.',
  'prompt.only-scan': 'Scan the code on the login page',
  'prompt.only-scan-why':
    'A stranger may know your password, so this login is confirmed by scanning only: “Scan instead” on your own login page shows the code. Nobody will ever send it to you.',
  'prompt.scan': 'Scan instead',
  'prompt.scanned': 'The code on the login page was read. Check who, where and when, then confirm.',
  'prompt.confirm': 'Confirm',
  'prompt.deny': 'Deny',
  'prompt.wrong': {
    one: 'That is not the number on the login page. {count} try left.',
    other: 'That is not the number on the login page. {count} tries left.',
  },
  'prompt.other-waiting': { one: 'Another login is waiting.', other: '{count} other logins are waiting.' },
  'prompt.unsent': 'No connection: your answer did not arrive. Try again.',
  'prompt.choose': 'Choose the one that you see on your own screen.',

  'deny.title': 'What happened?',
  'deny.not-me': "It wasn't me",
  'deny.not-me-how':
    'Ends this login and tells the administrators. Your password counts as known to a stranger and must be changed at the next login.',
  'deny.title-confirmed': 'You confirmed this',
  'deny.not-me-how-session':
    'Ends that session and tells the administrators. Your password counts as known to a stranger and must be changed at the next login.',
  'deny.mistake': 'I made a mistake',
  'deny.mistake-how': 'Ends this prompt only. Nothing else happens.',

  'answered.confirmed': 'Confirmed',
  'answered.confirmed-how': 'The login page goes on by itself.',
  'answered.confirmed-act': 'The page goes on by itself.',
  'answered.confirmed-old-phone': 'The page on your computer goes on by itself. Then this phone confirms your logins again.',
  'answered.regret': "It wasn't me after all",
  'confirmed.sign-in': 'You confirmed a login of {name}',
  'confirmed.act': 'You confirmed: {act}',
  'answered.denied': 'Ended',
  'answered.denied-how':
    'Nobody got in. The administrators know, and for 15 minutes no browser that is new to your account can ask this phone. At your next login you choose a new password.',
  'answered.denied-how-session':
    'That session has ended. The administrators know, and for 15 minutes no browser that is new to your account can ask this phone. At your next login you choose a new password.',
  'answered.mistaken': 'Prompt ended',
  'answered.mistaken-how': 'The login page can ask your phone again.',

  'over.title': 'This prompt has ended',
  'over.why': 'It was answered, took longer than 2 minutes, or the login page was left. If you are logging in, press “Send again” there.',
  'over.wrong-title': 'Three wrong numbers',
  'over.wrong-why':
    'This prompt has ended, and nobody got in by it. If you are logging in, press “Send again” on the login page and type the new number.',
  'over.gone-title': 'Nothing waits under this address',
  'over.gone-why': 'The login has ended, or it belongs to an account that is not on this phone.',
} as const
