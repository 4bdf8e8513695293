/** What only account pages and the console may be told. */
export const refusalsInside = {
  'refusal.role_too_low': 'Your role may not do that. Ask an administrator.',
  'refusal.match_code_wrong': 'That is not the number on the login page.',
  'refusal.device_not_trusted': 'This phone is not trusted for this account.',
  'refusal.signature_invalid': 'The signature of the phone does not fit. Nothing was changed.',
  'refusal.nonce_spent': 'This took too long or was sent twice. Try again.',
  'refusal.pairing_over': 'This code has ended or expired. Show a new one.',
  'refusal.pairing_used': 'Another phone used this code. Show a new one.',
  'refusal.pairing_code_wrong': 'There is no pairing with this code. Check it.',
  'refusal.too_many_devices': 'There are five trusted devices already. Remove one first.',
  'refusal.last_method': 'This is the last way to confirm a login, so it cannot be removed. Add another first.',
  'refusal.device_unknown': 'This device is not there any more.',
  'refusal.set_up_not_ready': 'A step of the set-up is missing. Go through them in order.',
  'refusal.set_up_done': 'Two-factor authentication is on already.',
  'refusal.set_up_needs_invitation': 'Only a new invitation leads to this set-up. Ask an administrator for one.',
  'refusal.address_not_proved': 'Enter the code from the e-mail first.',
  'refusal.too_many_addresses': 'Two addresses can be kept. Remove one first.',
  'refusal.last_address': 'The last address cannot be removed. Add another first.',
  'refusal.policy_changed': 'The rules, or whom they hit, changed since you looked. Look at the preview again.',
  'refusal.policy_leaves_without': 'This would leave somebody without a way to confirm a login. Nothing was saved.',
  'refusal.policy_change_over': 'This change took effect, was stopped, or was replaced by a newer one.',
  'refusal.deadline_not_extendable': 'This deadline cannot be extended so: choose a later day, at most 30 days from now.',
  'refusal.group_taken': 'There is a group with this name. Take another.',
  'refusal.group_marked':
    'This group is marked: two people answer for its members. Take the mark off under “Policy” first; that waits for 24 hours.',
  'refusal.group_has_rules': 'This group has rules of its own, or a change of them waits. Take them off under “Policy” first.',
  'refusal.group_answered_for': 'Approvers answer for this group. Take that from each of them first, by “Answers for” on their page.',
  'refusal.own_account': 'This cannot be done to your own account. Another administrator can.',
  'refusal.last_administrator': 'There must be an administrator who can log in. Make another one first.',
  'refusal.mail_not_set_up': 'No mail server is set up, so nothing was sent.',
  'refusal.push_endpoint_refused': 'This is not the address of a known push service.',

  'refusal.number_invalid': 'That is no telephone number in the form that works everywhere, such as +49 30 5550100.',
  'refusal.number_taken': 'This number belongs to another account. Take another.',
  'refusal.number_not_allowed': 'No SMS are sent to numbers of this country. Take another number.',
  'refusal.practice_over': 'This rehearsal is over, or its tries are used up. Begin another one.',
  'refusal.may_not_answer': 'You may not answer this request.',
  'refusal.case_over': 'This case is closed.',
  'refusal.step_not_open': 'Another step comes first. The page shows which.',
  'refusal.caller_code_wrong': 'That is not the caller code on their screen now. Ask them to read it again.',
  'refusal.approvals_paused': 'You approved five times within an hour, so approving is paused for you. Others can go on.',
  'refusal.suspension_limit': 'Two-factor authentication was off for 48 hours within 7 days. A second approver has to agree to more.',
} as const

declare module '../messages.ts' {
  interface Areas {
    refusalsInside: typeof refusalsInside
  }
}
