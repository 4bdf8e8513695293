/** Notices by their kind; kinds unknown here show `notice.other`. */
export const notices = {
  'notices.title': 'Notices',
  'notices.empty': 'Nothing in the last 30 days',
  'notices.empty-how': 'Logins in new browsers and changes to your account are told here and by e-mail.',
  'notices.unread': 'The notices could not be loaded.',
  'notices.new': 'New',
  'notices.of': 'For {name}',
  'notices.deny': "This wasn't me",
  'notices.deny-title': "It wasn't you?",
  'notices.deny-what': 'This takes power away at once, also from you:',
  'notices.deny-1': 'All sessions, logins and requests of the account end.',
  'notices.deny-2': 'The password must be changed at the next login.',
  'notices.deny-3':
    'Phones, codes and addresses added in the last 7 days do nothing until two approvers allow them. Older ones go on working.',
  'notices.deny-4': 'The approvers are told.',
  'notices.denied': 'Done',
  'notices.denied-why':
    'Everything of the account has ended, and the approvers know. Log in again from a browser that you know, with this phone or a recovery code.',
  'notices.denied-before': "You said that this wasn't you.",
  'notice.other': 'Something happened on your account',
} as const
