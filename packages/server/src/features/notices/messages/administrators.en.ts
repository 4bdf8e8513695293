import type { AdministratorNoticeKind, NoticeParams } from '../notice-kinds.ts'
import { from, type NoticeText } from './notice-text.ts'
import { heldState, heldThing, roles } from './words.en.ts'

const who = (p: NoticeParams): string => (p.login ? `${p.name ?? ''} (${p.login})` : 'Somebody')

const recoveryOf = (p: NoticeParams): string =>
  p.kind === 'password' ? 'a new password by access code for' : 'a login without second factor for'
const recoveryState = (p: NoticeParams): string => {
  if (p.state === 'needs-second') return 'A second person must agree.'
  if (p.state === 'waits') return `It takes effect on ${p.startsAt ?? 'the day after'}, and can be declined until then.`
  return 'It is in force.'
}

export const administratorTexts: Record<AdministratorNoticeKind, NoticeText> = {
  'admin-not-me': {
    subject: 'Somebody said "It wasn\'t me"',
    happened: (p, at) =>
      `${who(p)} said on ${at} that somebody else was at the account. What was open there was ended, and its password must be changed at the next login. Ask what happened, in person or by a call to a number that you know.${
        p.held
          ? ' What was added to it in the 7 days before is unusable: two of you can allow it again in the console, under "On hold".'
          : ''
      }${from(p)}`,
  },
  'admin-set-up-link': {
    subject: 'A set-up link was made on the server',
    happened: (p, at) =>
      `A link was made on the server on ${at} that lets the administrator ${who(p)} set up two-factor authentication anew. It works once, for 15 minutes, and only with login and password. If none of you made it, somebody has access to the server.`,
  },
  'admin-invited': {
    subject: 'An administrator was invited',
    happened: (p, at) => `${p.by ?? 'An administrator'} invited ${who(p)} as an administrator on ${at}.`,
  },
  'admin-kit-made': {
    subject: 'A break-glass kit was made',
    happened: (p, at) => `${who(p)} made a new break-glass kit on ${at}. The one before does not work any more.`,
  },
  'admin-kit-used': {
    subject: 'The break-glass kit was used',
    happened: (p, at) =>
      `The break-glass kit was used on ${at} with the login and password of ${who(p)}. Two-factor authentication is off for that browser for a day. The kit is used up: make a new one. If none of you used it, choose "Turn on now" at that account and change its password.${from(p)}`,
  },
  'admin-recover': {
    subject: 'A way in was made on the server',
    happened: (p, at) =>
      `"sparekey recover" was run on the server on ${at} for ${who(p)}. It gives an access code, for an hour, that only works together with the password${p.password === 'yes' ? ', and a link that sets a new password' : ''}. If none of you made it, somebody has access to the server.`,
  },
  'policy-changed': {
    subject: 'The rules were changed',
    happened: (p, at) =>
      `${p.by ?? 'An administrator'} changed the rules of ${p.scope ?? 'a group'} on ${at}.${p.now ? ` It holds now: ${p.now}.` : ''}${
        p.later
          ? ` It is weaker and waits until ${p.worksFrom ?? 'the day after'}: ${p.later}. Until then each of you can stop it in the console, under "Policy".`
          : ''
      }`,
  },
  'policy-stopped': {
    subject: 'A change of the rules was stopped',
    happened: (p, at) =>
      `${p.by ?? 'An administrator'} stopped a change of the rules of ${p.scope ?? 'a group'} on ${at}: ${p.later ?? ''}.`,
  },
  'group-deleted': {
    subject: 'A group was deleted',
    happened: (p, at) =>
      `${p.by ?? 'An administrator'} deleted the group ${p.group ?? ''} on ${at}. Members who left it so: ${p.members ?? '0'}. It had no rules and no approvers. For 7 days recoveries of these members need two people.`,
  },
  'admin-deadline-extended': {
    subject: 'A deadline was extended',
    happened: (p, at) =>
      `${p.by ?? 'An administrator'} gave ${who(p)} more time to set up two-factor authentication on ${at}: until ${p.until ?? 'another day'}. Reason: ${p.reason ?? ''}. Until then that account has only its password.`,
  },
  'recovery-answered': {
    subject: 'A recovery was approved',
    happened: (p, at) => `${p.by ?? 'Somebody'} approved ${recoveryOf(p)} ${who(p)} on ${at}. ${recoveryState(p)}`,
  },
  'approvals-paused': {
    subject: 'Five approvals within an hour',
    happened: (p, at) =>
      `${p.by ?? 'Somebody'} approved five recoveries within an hour, the last one on ${at}. Approving is paused there for 60 minutes. Look at the cases: were all of them real?`,
  },
  'sms-limit-reached': {
    subject: 'Many SMS today',
    happened: (p, at) =>
      `${
        p.what === 'range'
          ? 'So many codes were sent to numbers of one range that no more go there for now'
          : 'The SMS budget of the day is used up: no more codes are sent by SMS for now, and pages offer the other methods'
      }. This was noticed on ${at}. Most were sent for: ${p.askers || 'nobody in particular'}. Thieves of SMS fees look like this, and so does a day on which many phones do not work. Owners are still told of recoveries by SMS.`,
  },
  'asked-to-prepare': {
    subject: 'Prepare for a lost phone',
    happened: (p, at) =>
      `${p.by || 'An administrator'} asked you on ${at} to prepare: if you lost your phone today, you could not log in by yourself. It takes two minutes. Log in as always, open your account page, and choose "What if I lose this phone today?". It says what is missing. Nobody asks you for a code or a password.`,
  },
  'held-changed': {
    subject: 'Something that was held at an account',
    happened: (p, at) => {
      const thing = `${heldThing(p)} at the account of ${who(p)}`
      if (p.state === 'allowed') return `Since ${at}, ${thing} works again. "This wasn't me" had made it unusable.`
      if (p.state === 'refused') return `${p.by ?? 'Somebody'} said no on ${at} to allowing ${thing} again.`
      return `${p.by ?? 'Somebody'} allowed ${thing} again on ${at}. "This wasn't me" had made it unusable. ${heldState(p)} Look at it in the console, under "On hold".`
    },
  },
  'manager-asked': {
    subject: 'Is this your colleague?',
    happened: (p, at) =>
      `${p.by ?? 'An approver'} is talking to somebody who says to be ${who(p)} and cannot log in (${at}). Speak to your colleague yourself, in person or on a number that you know, then log in and answer whether it is really them.`,
  },
  'answer-requested': {
    subject: 'Somebody cannot confirm their login',
    happened: (p, at) =>
      `${who(p)} could not confirm a login on ${at} and asks to be let in.${from(p)} You can answer in the console, under "Requests". Make sure first, in person or by a call that you start, that it is really them.`,
  },
  'answer-stopped': {
    subject: 'The owner stopped a request',
    happened: (p, at) =>
      p.further
        ? `"Stop this" was chosen again for the account of ${who(p)} on ${at}. What was asked for after the first time goes on: look at the case, and decline it if in doubt.`
        : `"Stop this" was chosen for the account of ${who(p)} on ${at}. What was open there was ended, and the password must be changed. A request made there in the next 24 hours needs two of you, in person or by live video.`,
  },
  'admin-role-changed': {
    subject: 'The administrators changed',
    happened: (p, at) =>
      `${p.by ?? 'An administrator'} changed the role of ${who(p)} on ${at}, from ${roles[p.was ?? ''] ?? ''} to ${roles[p.role ?? ''] ?? ''}.`,
  },
}
