import type { NoticeKind } from '../notice-kinds.ts'
import { from, type NoticeText } from './notice-text.ts'
import { recoveryTexts } from './recovery.en.ts'
import { heldState, heldThing, roles } from './words.en.ts'

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
