import type { PersonView } from '@sparekey/protocol/console'

export type PersonAct =
  | 'two-factor'
  | 'invitation'
  | 'reset-link'
  | 'password-code'
  | 'typed'
  | 'deadline'
  | 'answers-for'
  | 'role'
  | 'groups'
  | 'manager'
  | 'contact-number'
  | 'log-out'
  | 'enable'
  | 'disable'
  | 'delete'

/** What an administrator can do with this account now, in the order shown. Nobody changes the power of their own account;
 * the service decides, this only leaves out what it would refuse. */
export function actsOf(
  view: Pick<PersonView, 'self' | 'state' | 'sessions' | 'typedOff' | 'twoFactorSince' | 'extendable' | 'answersFor'>,
): PersonAct[] {
  if (view.self) return ['groups']
  const acts: [PersonAct, boolean][] = [
    // Who never set it up has nothing that could be switched off (SI-2).
    ['two-factor', view.state === 'active' && view.twoFactorSince !== undefined],
    // An invitation also leads an account that never completed its set-up to it (TD-9).
    ['invitation', view.state === 'invited' || (view.state === 'active' && view.twoFactorSince === undefined)],
    ['reset-link', view.state === 'active'],
    ['password-code', view.state === 'active'],
    ['typed', view.typedOff.length > 0],
    // EN-2: for members who have a deadline.
    ['deadline', view.extendable === true],
    ['role', true],
    ['answers-for', view.answersFor !== undefined],
    ['groups', true],
    ['manager', true],
    ['contact-number', true],
    ['log-out', view.state === 'active' && view.sessions > 0],
    ['enable', view.state === 'disabled'],
    ['disable', view.state !== 'disabled'],
    ['delete', true],
  ]
  return acts.filter(([, possible]) => possible).map(([act]) => act)
}
