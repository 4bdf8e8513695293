import type { NoticeParams, StoppableKind } from '../notice-kinds.ts'
import { from, type NoticeText } from './notice-text.ts'

const who = (p: NoticeParams): string => p.by || 'An approver'
const forSoLong = (p: NoticeParams): string => (p.hours === '48' ? 'for 2 days' : 'for 1 day')
const ends: Record<string, string> = {
  over: 'Its time is over.',
  'set-up-completed': 'A new set-up was completed.',
  'old-phone': 'The old phone is in use again.',
  'turned-on': 'An approver turned it on.',
  stopped: '"Stop this" was chosen.',
  withdrawn: 'The request was withdrawn.',
  'password-changed': 'The password was changed.',
  'not-me': '"This wasn\'t me" was chosen.',
  'approver-gone': 'Nobody used it, and who approved it may not answer any more.',
}

/** The way through an administrator, as its owner is told of it (RR-3). */
export const recoveryTexts: Record<StoppableKind, NoticeText> = {
  'recovery-requested': {
    subject: 'Somebody asks to be let in without your phone',
    happened: (p, at) =>
      `Your password was typed on ${at}, and somebody who says that they cannot confirm the login asks an administrator to be let in.${from(p)}`,
  },
  'recovery-agreed': {
    subject: 'A request to be let in was approved by one of two',
    happened: (p, at) =>
      `${who(p)} approved on ${at} that two-factor authentication is switched off for your account ${forSoLong(p)}. A second person has to approve it as well.`,
  },
  'recovery-approved': {
    subject: 'Two-factor authentication is switched off for a while',
    happened: (p, at) =>
      p.startsAt
        ? `${who(p)} approved on ${at} that two-factor authentication is switched off for your account ${forSoLong(p)}, from ${p.startsAt} on. Until then it can be stopped.`
        : `${who(p)} switched off two-factor authentication for your account on ${at}, ${forSoLong(p)}, for ${p.browsers ? 'up to three browsers' : 'one browser'}.`,
  },
  'access-code-made': {
    subject: 'An access code was made for your account',
    happened: (p, at) =>
      p.purpose === 'password'
        ? `${who(p)} made an access code on ${at} that sets a new password for your account.`
        : `${who(p)} made an access code on ${at} that lets one browser into your account without the second factor.`,
  },
  'suspension-claimed': {
    subject: 'Your account is in use without the second factor',
    happened: (p, at) =>
      `Somebody logged in to your account on ${at} with the password alone, as it was approved, in ${p.browsers ? 'one of up to three browsers' : 'the one browser that it was approved for'}.${from(p)}`,
  },
  'suspension-ended': {
    subject: 'Two-factor authentication is on again',
    happened: (p, at) => `Two-factor authentication is on again for your account since ${at}. ${ends[p.reason ?? ''] ?? ''}`.trimEnd(),
  },
  'recovery-stopped': {
    subject: 'A request to be let in was stopped',
    happened: (_p, at) =>
      `"Stop this" was chosen for your account on ${at}. Open requests were ended, and the password must be changed at the next login. If you did ask yourself, ask again: two people will answer, in person or by live video.`,
  },
}
