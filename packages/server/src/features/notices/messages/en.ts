import type { AdministratorNoticeKind, NoticeKind, NoticeParams } from '../notice-kinds.ts'
import { from, type NoticeText } from './notice-text.ts'
import { recoveryTexts } from './recovery.en.ts'

const who = (p: NoticeParams): string => (p.login ? `${p.name ?? ''} (${p.login})` : 'Somebody')
const roles: Record<string, string> = { member: 'member', approver: 'approver', admin: 'administrator' }

const heldThings: Record<string, string> = { device: 'phone', codes: 'recovery codes', number: 'phone number', address: 'e-mail address' }
const heldThing = (p: NoticeParams): string => `the ${heldThings[p.what ?? ''] ?? 'method'}${p.name && !p.login ? ` ${p.name}` : ''}`
const heldState = (p: NoticeParams): string => {
  if (p.state === 'waits') return `It works again on ${p.startsAt ?? 'the day after'}, unless somebody says no before.`
  if (p.state === 'needs-second') return 'A second person must agree.'
  return ''
}

const recoveryOf = (p: NoticeParams): string =>
  p.kind === 'password' ? 'a new password by access code for' : 'a login without second factor for'
const recoveryState = (p: NoticeParams): string => {
  if (p.state === 'needs-second') return 'A second person must agree.'
  if (p.state === 'waits') return `It takes effect on ${p.startsAt ?? 'the day after'}, and can be declined until then.`
  return 'It is in force.'
}

/** For the owner: the first line says what happened and when. */
export const ownerTexts: Record<NoticeKind, NoticeText> = {
  ...recoveryTexts,
  'new-browser-login': {
    subject: 'New login in a browser that is not known',
    happened: (p, at) => `Somebody logged in to your account on ${at}, in a browser that is not known.${from(p)}`,
  },
  'password-right-unconfirmed': {
    subject: 'Your password was typed in a browser that is not known',
    happened: (p, at) => `Your password was typed on ${at} in a browser that is not known, and the login was not confirmed.${from(p)}`,
  },
  'login-after-failures': {
    subject: 'Login after several wrong tries',
    happened: (p, at) =>
      `Somebody logged in to your account on ${at}, after ${p.failures ? `${p.failures} wrong tries` : 'several wrong tries'}.${from(p)}`,
  },
  'password-changed': {
    subject: 'Your password was changed',
    happened: (p, at) => `Your password was changed on ${at}. All other sessions were ended.${from(p)}`,
  },
  'reset-link-made': {
    subject: 'A link for a new password was made',
    happened: (_p, at) => `An administrator made a link on ${at} that sets a new password for your account.`,
  },
  'device-added': {
    subject: 'A phone was added',
    happened: (p, at) => `A phone was added to your account on ${at}: ${p.device ?? 'without a name'}. It can confirm your logins now.`,
  },
  'device-removed': {
    subject: 'A phone was removed',
    happened: (p, at) =>
      `A phone was removed from your account on ${at}: ${p.device ?? 'without a name'}. It no longer confirms your logins.`,
  },
  'device-replaced': {
    subject: 'A phone was changed for another',
    happened: (p, at) =>
      `A phone took the place of another on ${at}: ${p.device ?? 'without a name'}${p.replaced ? ` instead of ${p.replaced}` : ''}.`,
  },
  'codes-created': {
    subject: 'New recovery codes were made',
    happened: (_p, at) => `New recovery codes were made for your account on ${at}. The old ones do not work any more.`,
  },
  'code-used': {
    subject: 'A recovery code was used',
    happened: (p, at) =>
      `A recovery code was used to confirm a login to your account on ${at}.${p.left ? ` Codes left: ${p.left}.` : ''}${from(p)}`,
  },
  'set-up-completed': {
    subject: 'Two-factor authentication is on',
    happened: (p, at) =>
      `Two-factor authentication was set up for your account on ${at}${p.device ? `, with the phone ${p.device}` : ''}. From now on each login is confirmed.`,
  },
  'address-added': {
    subject: 'An e-mail address was added',
    happened: (p, at) =>
      `An e-mail address was added to your account on ${at}: ${p.address ?? ''}. For 7 days links for a new password go to the older one only.`,
  },
  'address-removed': {
    subject: 'An e-mail address was removed',
    happened: (p, at) =>
      `An e-mail address was removed from your account on ${at}: ${p.address ?? ''}. For 7 days links for a new password still go there.`,
  },
  'address-confirmed': {
    subject: 'Your e-mail address is confirmed',
    happened: (p, at) => `The e-mail address ${p.address ?? ''} was confirmed for your account on ${at}.`,
  },
  'not-me': {
    subject: 'A login was stopped',
    happened: (p, at) =>
      `"It wasn't me" was chosen on your phone on ${at}. That login was ended, other unfinished ones too, and the password must be changed at the next login.${from(p)}`,
  },
  'everything-ended': {
    subject: 'Everything on your account was ended',
    happened: (_p, at) =>
      `"This wasn't me" was chosen for your account on ${at}. All sessions and logins were ended, and the password must be changed at the next login. Phones, recovery codes and addresses that were added in the 7 days before do not work until two approvers allow them.`,
  },
  'role-changed': {
    subject: 'Your role was changed',
    happened: (p, at) => `An administrator changed the role of your account on ${at}. It is now: ${roles[p.role ?? ''] ?? p.role ?? ''}.`,
  },
  'device-blocked': {
    subject: 'A phone was reported as lost',
    happened: (p, at) =>
      `"I lost my phone" was chosen for your account on ${at}, after your password was typed. It no longer confirms logins: ${p.device ?? 'without a name'}.${
        p.number === 'yes' ? ' SMS to your number stopped too.' : ''
      } If you still have it, log in another way within 7 days and allow it again under "Trusted devices".${from(p)}`,
  },
  'device-unblocked': {
    subject: 'A phone that was reported as lost is allowed again',
    happened: (p, at) =>
      `The phone ${p.device ?? 'without a name'} was allowed again on ${at}${p.by ? ` by ${p.by}` : ''}. It can confirm your logins now.${from(p)}`,
  },
  'number-added': {
    subject: 'A phone number was added',
    happened: (p, at) =>
      `A phone number that ends in ${p.lastTwo ?? '··'} was added to your account on ${at}. Codes can be sent to it by SMS.`,
  },
  'number-changed': {
    subject: 'Your phone number was changed',
    happened: (p, at) =>
      `The phone number of your account was changed on ${at}. The new one ends in ${p.lastTwo ?? '··'}${
        p.servesFrom ? `, and confirms no login before ${p.servesFrom}` : ''
      }.`,
  },
  'number-removed': {
    subject: 'Your phone number was removed',
    happened: (p, at) =>
      `The phone number that ends in ${p.lastTwo ?? '··'} was removed from your account on ${at}. No more codes go there.`,
  },
  'browser-remembered': {
    subject: 'A browser skips the confirmation from now on',
    happened: (p, at) =>
      `After a confirmed login on ${at}, a browser was set to log in to your account with the password alone for ${p.days ?? 'some'} days. It is listed under "Sessions", where it can be logged out.${from(p)}`,
  },
  'remembered-copied': {
    subject: 'A copy of a remembered browser was used',
    happened: (p, at) =>
      `Your password was typed on ${at} together with an old copy of what lets one of your browsers skip the confirmation. That browser asks for it again, and what it had opened was ended. It can happen when a browser was restored from a backup; otherwise somebody copied it.${from(p)}`,
  },
  'session-copied': {
    subject: 'A copy of one of your logins was used and ended',
    happened: (p, at) =>
      `What keeps one of your browsers logged in was used on ${at} from another browser. Both were logged out. If you did not move it there yourself, somebody copied it: look for malware on the computer that you were logged in on.${from(p)}`,
  },
  'deadline-extended': {
    subject: 'You have more time to set up two-factor authentication',
    happened: (p, at) =>
      `${p.by ?? 'An administrator'} extended your deadline on ${at}: set up two-factor authentication by ${p.until ?? 'the new day'}. Reason: ${p.reason ?? ''}. Until then your account has only its password.`,
  },
  'held-answered': {
    subject: 'Something that was held may work again soon',
    happened: (p, at) =>
      p.state === 'refused'
        ? `${p.by ?? 'Somebody'} said no on ${at} to allowing ${heldThing(p)} on your account again. It stays unusable.`
        : `${p.by ?? 'Somebody'} allowed ${heldThing(p)} on your account again on ${at}. "This wasn't me" had made it unusable. ${heldState(p)}`,
  },
  'held-allowed': {
    subject: 'Something that was held works again',
    happened: (p, at) =>
      `Since ${at}, ${heldThing(p)} works again on your account. "This wasn't me" had made it unusable, and it was allowed again.`,
  },
  'typed-methods-off': {
    subject: 'Codes are off after too many wrong ones',
    happened: (p, at) =>
      `Too many wrong codes were typed for your account, and codes are off since ${at}. Confirming on the phone still works, and turns them on again.${from(p)}`,
  },
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

/** The whole mail to the owner about the way through an administrator: "Stop this" works without logging in (RR-3). */
export function stopMail(q: { happened: string; siteName: string; login: string; stop: string; support?: string | undefined }): string {
  const support = q.support ? `\n\nIf you need help, contact ${q.support}.` : ''
  return `${q.happened}

If this was you, there is nothing to do.

If it was not you, open this link and press "Stop this". It works without logging in, once, for 7 days. It ends open requests, and two-factor authentication is on again:
${q.stop}${support}

Account: ${q.login} at ${q.siteName}
Nobody will ever ask you for this link or for a code.
`
}

/** The whole mail to the owner. First what happened and when, then that there may be nothing to do, then what to do if not. */
export function ownerMail(q: {
  happened: string
  siteName: string
  login: string
  notMe: string
  undo?: string | undefined
  support?: string | undefined
}): string {
  const undo = q.undo ? `\n\nTo undo this one change and leave everything else as it is, open this within 7 days:\n${q.undo}` : ''
  const support = q.support ? `\n\nIf you need help, contact ${q.support}.` : ''
  return `${q.happened}

If this was you, there is nothing to do.

If it was not you, open this link and press "This wasn't me". It works without logging in, once, for 7 days. It ends all sessions and logins of your account:
${q.notMe}${undo}${support}

Account: ${q.login} at ${q.siteName}
Nobody will ever ask you for this link or for a code.
`
}

/** @param q.to where the one who reads it goes on, with what the line calls it; `own` where that is their own account's page */
export const administratorMail = (q: {
  happened: string
  siteName: string
  to: { name: string; url: string; own: boolean }
}): string => `${q.happened}

Open ${q.to.name}: ${q.to.url}

You get this because ${q.to.own ? `you have an account at ${q.siteName}` : `of your role at ${q.siteName}`}.
`

/** A time as it reads everywhere alike, such as "22 November 2026 at 13:42 UTC". */
export function timeText(at: number): string {
  const text = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long', timeStyle: 'short' }).format(at)
  return `${text} UTC`
}
