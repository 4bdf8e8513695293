/** What “This wasn't me” made unusable, for its owner and for the two people who allow it again (AU-4). */
export const held = {
  'held.title': 'On hold',
  'held.lead': 'What was added to an account shortly before its owner said “This wasn’t me”. Two different people allow it again.',
  'held.none': 'Nothing is on hold.',
  'held.none-text': 'When somebody says “This wasn’t me”, what was added to their account in the 7 days before stands here.',
  'held.own': 'On hold since “This wasn’t me”',
  'held.own-text':
    'These were added to your account in the 7 days before, and do nothing until two people who answer for you allow them. Tell them what is yours. What is not, leave or remove below.',
  'held.device': 'Phone {name}',
  'held.codes': 'Recovery codes',
  'held.number': 'Number {name}',
  'held.address': 'Address {name}',
  'held.when': 'Added {added}, on hold since {since}',
  'held.before': 'Ask the owner first, in person or by a call that you start: is this theirs? If you are not sure, leave it on hold.',
  'held.approved': '{name} allowed it {when}. A second person must agree.',
  'held.waits': '{name} allowed it {when}. It works again {starts}, unless somebody says no before.',
  'held.refused': '{name} said no {when}: {reason}',
  'held.allow': 'Allow again',
  'held.allow-title': 'Allow {thing} of {name} again?',
  'held.allow-text':
    'Only if the owner told you, in person or in a call that you started, that it is theirs. They are told of your answer.',
  'held.allow-about': '{thing} of {name}',
  'held.refuse': 'Refuse',
  'held.refuse-title': 'Refuse {thing} of {name}?',
  'held.refuse-text': 'It stays on hold. The first answer counts no more, and the owner is told.',
  'held.refuse-reason': 'Reason',
  'held.refuse-missing': 'Say why, so that the others understand it.',
  'held.said-needs-second': 'Your answer counts. A second person must agree.',
  'held.said-waits': 'Your answer counts. Since nobody else can answer, it takes effect in 24 hours, and everybody was told.',
  'held.said-allowed': 'It works again. The owner was told.',
  'held.said-refused': 'It stays on hold. The owner was told.',
  'held.why-own-account': 'This is your own account: others decide.',
  'held.why-changed-account': 'You changed this account in the last 7 days: others decide.',
  'held.why-new-approver': 'You answer for others for less than 7 days: two others decide.',
  'held.why-said': 'You allowed it. Somebody else must agree.',
} as const

declare module '../messages.ts' {
  interface Areas {
    held: typeof held
  }
}
