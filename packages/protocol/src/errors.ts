/** Every code that an answer of the service may carry as its refusal, with what it means.
 * The pages translate codes; they never show a server's sentence. A code that is retired stays here, so that it is never reused. */
export const refusalCodes = {
  bad_request: 'The request does not have the form that this address takes.',
  not_found: 'There is nothing at this address, or nothing that you may see.',
  method_not_allowed: 'This address does not take that method.',
  too_large: 'The request is larger than this address takes.',
  foreign_origin: 'The request did not come from a page of this site.',
  sign_in_needed: 'There is no session, or it has ended.',
  access_too_low: 'This session may not do that.',
  role_too_low: 'Your role may not do that.',
  confirmation_needed: 'This needs a fresh confirmation of exactly this act.',
  confirmation_too_weak: 'For 24 hours after a recovery code this cannot be confirmed by what came from it.',
  busy: 'Too many people are signing in at this moment. Try again in a few seconds.',
  internal: 'Something failed here. Nothing was changed.',
  unavailable: 'A part that this needs does not answer. Nothing was changed.',

  login_not_accepted: 'The login or the password is not right.',
  too_many_attempts: 'Too many wrong answers. Wait until the time given.',
  typed_methods_off: 'Codes are off after too many wrong ones, until the login was confirmed on the phone.',
  sign_in_over: 'This sign-in has ended. Start again.',
  sign_in_not_waiting: 'This sign-in is not waiting for that.',
  not_confirmed: 'The login was not confirmed yet.',
  code_not_accepted: 'The code is not right, was used, or has expired.',
  method_not_usable: 'This account cannot use that method now.',

  number_invalid: 'This is not a telephone number in a form that works everywhere, such as +49 30 5550100.',
  number_taken: 'This number belongs to another account.',
  number_not_allowed: 'No SMS are sent to numbers of this country.',
  sms_limit: 'No more SMS are sent for a while. Use another method.',
  sms_not_set_up: 'No SMS gateway is set up.',
  request_limit: 'There are too many requests for this account. Contact the help desk.',
  request_over: 'This request is over.',
  nobody_may_answer: 'There is nobody who may answer.',
  may_not_answer: 'You may not answer this request.',
  case_over: 'This case is closed.',
  step_not_open: 'Another step comes first.',
  caller_code_wrong: 'That is not the caller code on their screen now.',
  access_code_wrong: 'The access code is not right, was used, or has ended.',
  approvals_paused: 'You approved five times within an hour. Approving is paused for you until the time given.',
  practice_over: 'The rehearsal is over, or its tries are used up. Begin another one.',
  suspension_limit: 'Two-factor authentication was off for 48 hours within 7 days. A second approver is needed.',

  prompt_paused: 'No prompts are sent for a while, after several of them.',
  prompt_too_soon: 'The last prompt is too fresh.',
  prompt_over: 'This prompt has ended.',
  match_code_wrong: 'That is not the number on the login page.',
  device_not_trusted: 'This phone is not trusted for this account.',
  signature_invalid: 'The signature does not fit.',
  nonce_spent: 'This was signed for a value that was used or has expired.',

  pairing_over: 'This pairing has ended or expired.',
  pairing_used: 'Another phone used this already.',
  pairing_code_wrong: 'There is no pairing with this code.',
  too_many_devices: 'There are five trusted devices already. Remove one first.',
  last_method: 'This is the last usable method and cannot be removed.',
  device_unknown: 'There is no such device.',

  set_up_not_ready: 'A step of the set-up is missing.',
  set_up_done: 'Two-factor authentication is on already.',
  set_up_needs_invitation: 'Only a new invitation leads to this set-up.',
  address_not_proved: 'The code from the e-mail comes first.',

  password_too_short: 'The password is too short.',
  password_too_long: 'The password is too long.',
  password_common: 'This password is in lists of common or breached ones.',
  password_own_words: 'The password is made of the name, login or address of the account.',
  password_same: 'This is the password that must be changed.',

  link_over: 'This link was used, has expired or was replaced by a newer one.',
  login_taken: 'There is an account with this login name.',
  login_invalid: 'A login name has 2 to 64 letters, digits, dots, dashes or underscores.',
  address_taken: 'This address belongs to an account.',
  address_invalid: 'This is not an e-mail address.',
  too_many_addresses: 'Two addresses can be kept. Remove one first.',
  last_address: 'The last address cannot be removed.',
  group_taken: 'There is a group with this name.',
  group_marked: 'This group is marked, so two people answer for its members. Its mark is taken off first.',
  group_has_rules: 'This group has rules of its own, or a change of them waits. They are taken off first.',
  group_answered_for: 'Approvers answer for this group. That is taken from each of them first.',
  policy_changed: 'The rules, or whom they hit, changed since the preview. Look again.',
  policy_leaves_without: 'Somebody would be left without a method.',
  policy_change_over: 'This change took effect, was stopped, or was replaced by a newer one.',
  deadline_not_extendable: 'This account has no deadline that can be extended so.',
  own_account: 'This cannot be done to your own account.',
  last_administrator: 'There must be an administrator.',
  mail_not_set_up: 'No mail server is set up.',
  push_endpoint_refused: 'This is not the address of a known push service.',
} as const

export type RefusalCode = keyof typeof refusalCodes

/** What every refusal looks like on the wire. */
export interface RefusalBody {
  code: RefusalCode
  /** A sentence in English, for people who read the API; pages translate the code. */
  message: string
  /** ms since 1970, where waiting helps. */
  retryAt?: number
  detail?: Record<string, string | number>
}
