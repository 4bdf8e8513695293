/** What the phone may be told, where no screen says it better. */
export const refusals = {
  'refusal.other': 'That did not work: {code}. Try again; if it stays, tell whoever runs this site.',
  'refusal.unavailable': 'No connection to the server. Check the network of this phone and try again.',
  'refusal.busy': 'Many people are logging in at this moment. Try again in a few seconds.',
  'refusal.internal': 'Something failed on the server. Nothing was changed. Try again; if it stays, tell whoever runs this site.',
  'refusal.link_over': 'This was answered before, or is older than 7 days.',
  'refusal.not_found': 'This is not here any more.',
  'refusal.too_many_attempts': 'Too many wrong tries.',
  'refusal.device_not_trusted': 'This phone is not trusted for this account now, so it cannot answer.',
  'refusal.device_unknown': 'The server does not know this phone any more. Pair it again.',
  'refusal.signature_invalid': 'The server could not check the signature. Is the clock of this phone right? Try again.',
  'refusal.nonce_spent': 'This took too long. Try again.',
  'refusal.wait': { one: 'Wait {count} minute.', other: 'Wait {count} minutes.' },
} as const
