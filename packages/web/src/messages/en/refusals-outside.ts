/** What every page may be told, also outside a session. Says what happened, then what to do. */
export const refusals = {
  'refusal.bad_request': 'The page sent something that the server does not take. Load the page again.',
  'refusal.not_found': 'This is not here any more.',
  'refusal.method_not_allowed': 'The page and the server do not fit. Load the page again.',
  'refusal.too_large': 'That is too long. Shorten it.',
  'refusal.foreign_origin': 'This page is open at another address than the one set up for it. Open it at its own address.',
  'refusal.sign_in_needed': 'You are not logged in here any more. Log in again.',
  'refusal.access_too_low': 'This session may not do that. Log in with a confirmation first.',
  'refusal.confirmation_needed': 'This was not confirmed, so nothing was changed.',
  'refusal.confirmation_too_weak':
    'For 24 hours after a login by SMS or a recovery code this cannot be confirmed by it, nor by a phone or codes added with it. Use an older phone, or wait.',
  'refusal.busy': 'Many people are logging in at this moment. Try again in a few seconds.',
  'refusal.internal': 'Something failed on the server. Nothing was changed. Try again; if it stays, tell whoever runs this site.',
  'refusal.unavailable': 'No connection to the server. Check your network and try again.',
  'refusal.wait-minutes': { one: 'Try again in {count} minute.', other: 'Try again in {count} minutes.' },
  'refusal.wait-hours': { one: 'Try again in {count} hour.', other: 'Try again in {count} hours.' },

  'refusal.login_not_accepted': 'The login or the password is not right. Check both and try again.',
  'refusal.too_many_attempts': 'Too many wrong answers.',
  'refusal.typed_methods_off':
    'Typed codes are off for this account after too many wrong ones. Confirm on your phone to switch them on again, or ask an administrator.',
  'refusal.sign_in_over': 'This login has ended. Log in again.',
  'refusal.sign_in_not_waiting': 'This login has moved on in the meantime. The page shows where it is now.',
  'refusal.not_confirmed': 'This is not confirmed yet.',
  'refusal.code_not_accepted': 'That code is not right, was used, or has expired. Check it and type it again.',
  'refusal.method_not_usable': 'This way to confirm does not work for your account now. Choose another.',
  'refusal.prompt_paused': 'Your phone is not asked for a while, after several prompts. Another method works now.',
  'refusal.prompt_too_soon': 'Your phone was asked a moment ago. Wait until 30 seconds have passed.',
  'refusal.prompt_over': 'This prompt has ended. Ask your phone again.',

  'refusal.password_too_short': 'That password is too short. Make it longer, with another word or two.',
  'refusal.password_too_long': 'That password is too long. Take a shorter one.',
  'refusal.password_common': 'That password is in lists that attackers try first. Take another, or “Suggest one”.',
  'refusal.password_own_words': 'That password is made of your name, login or address. Take something that is not about you.',
  'refusal.password_same': 'That is the password to be changed. Take a new one.',

  'refusal.link_over': 'This link was used, has expired, or a newer one took its place.',
  'refusal.login_taken': 'Somebody has this login name. Take another.',
  'refusal.login_invalid': 'A login name has 2 to 64 letters, digits, dots, dashes or underscores.',
  'refusal.address_taken': 'This address belongs to another account. Take another.',
  'refusal.address_invalid': 'This is not an e-mail address. Check it.',

  'refusal.sms_limit': 'No more SMS are sent for a while. Choose another method.',
  'refusal.sms_not_set_up': 'This site sends no SMS. Choose another method.',
  'refusal.request_limit': 'There are too many requests for this account, so this one was not sent. Call an administrator.',
  'refusal.request_over': 'This request is over.',
  'refusal.nobody_may_answer': 'There is nobody who may answer. Use the break-glass kit, or have an access code made on the server.',
  'refusal.access_code_wrong': 'That access code is not right, was used, or has ended. Check it, or ask for a new one.',
} as const

declare module '../messages.ts' {
  interface Areas {
    refusals: typeof refusals
  }
}
