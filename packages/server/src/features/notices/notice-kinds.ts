/** What owners are told about their own account (AU-4). The phone app and the page of "This wasn't me" have their own text for each. */
export type NoticeKind =
  | 'new-browser-login'
  | 'password-right-unconfirmed'
  | 'login-after-failures'
  | 'password-changed'
  | 'reset-link-made'
  | 'device-added'
  | 'device-removed'
  | 'device-replaced'
  | 'codes-created'
  | 'code-used'
  | 'set-up-completed'
  | 'address-added'
  | 'address-removed'
  | 'address-confirmed'
  /** "It wasn't me" to a prompt: that login ended. */
  | 'not-me'
  /** "This wasn't me" to a notice: everything ended (AU-4). */
  | 'everything-ended'
  | 'role-changed'
  | 'typed-methods-off'
  /** EN-2: an administrator gave more time to set up two-factor authentication. */
  | 'deadline-extended'
  /** "I lost my phone" (TD-8), and that it was found. */
  | 'device-blocked'
  | 'device-unblocked'
  | 'number-added'
  | 'number-changed'
  | 'number-removed'
  /** This browser skips the confirmation from now on (SI-13), and that an old copy of its cookie was used. */
  | 'browser-remembered'
  | 'remembered-copied'
  /** A session's cookie was sent from another browser than its own: the session ended. */
  | 'session-copied'
  /** Somebody allowed a held thing again as one of two, or said no; and that it is usable again (AU-4). */
  | 'held-answered'
  | 'held-allowed'
  | StoppableKind

/** What owners are told about the way through an administrator. Each of these carries "Stop this" in place of "This wasn't me" (RR-3). */
export type StoppableKind =
  | 'recovery-requested'
  /** One of two approved. */
  | 'recovery-agreed'
  /** Granted; with `startsAt` ahead where RR-6 waits. */
  | 'recovery-approved'
  | 'access-code-made'
  | 'suspension-claimed'
  | 'suspension-ended'
  | 'recovery-stopped'

const stoppable: Record<StoppableKind, true> = {
  'recovery-requested': true,
  'recovery-agreed': true,
  'recovery-approved': true,
  'access-code-made': true,
  'suspension-claimed': true,
  'suspension-ended': true,
  'recovery-stopped': true,
}

export const isStoppable = (kind: string): kind is StoppableKind => Object.hasOwn(stoppable, kind)

/** What administrators are told about others, or about the installation. Nobody answers these with "This wasn't me". */
export type AdministratorNoticeKind =
  | 'admin-not-me'
  | 'admin-set-up-link'
  | 'admin-role-changed'
  | 'admin-invited'
  | 'admin-kit-made'
  /** EN-1: rules changed; `later` says what waits 24 h. And that somebody stopped what waited. */
  | 'policy-changed'
  | 'policy-stopped'
  | 'group-deleted'
  /** EN-2: one of the administrators gave a member more time. */
  | 'admin-deadline-extended'
  | 'admin-kit-used'
  /** `sparekey recover` on the server (RR-11). */
  | 'admin-recover'
  /** To all who may answer: somebody asks, or stopped what was asked (RR-3). */
  | 'answer-requested'
  | 'answer-stopped'
  /** Somebody approved a recovery; `state` says what it came to: needs-second, waits, in-force. */
  | 'recovery-answered'
  /** Five approvals in an hour (RR-6). */
  | 'approvals-paused'
  /** The SMS budget of the day is used up, or what goes to one range of numbers; `what` says which (SM-4). */
  | 'sms-limit-reached'
  /** For the manager on record: is this your colleague? (RR-5) */
  | 'manager-asked'
  /** Somebody decided on what "This wasn't me" holds (AU-4). */
  | 'held-changed'
  /** To the person: an administrator asks them to prepare for a lost phone (RR-12). */
  | 'asked-to-prepare'

/** Details in words, such as `agent`, `ip`, `place`, `device`, `address`, `left`, `role`. */
export type NoticeParams = Record<string, string>
