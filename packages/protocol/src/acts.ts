/** The acts that need a fresh confirmation, by name, and the parameters that the confirmation covers (and the phone signs). */
export interface ActParams {
  'add-device': Record<string, never>
  'replace-device': { device: string }
  'remove-device': { device: string }
  'create-codes': Record<string, never>
  'change-password': Record<string, never>
  'add-address': { address: string }
  'remove-address': { email: string }
  'change-role': { account: string; role: string }
  'disable-account': { account: string }
  'enable-account': { account: string }
  'delete-account': { account: string }
  'invite-account': { login: string; role: string }
  'renew-invitation': { account: string }
  'make-reset-link': { account: string }
  'allow-typed-methods': { account: string }
  'change-number': { number: string }
  /** `number` is its id. */
  'remove-number': { number: string }
  'unblock-device': { device: string }
  /** By somebody who may answer for the account (TD-8); `name` is the phone's. */
  'allow-lost-phone': { account: string; device: string; name: string }
  /** Answered on a phone that a suspension paused: ends the suspension (RR-9). */
  'use-old-phone': Record<string, never>
  /** `gives` is suspension or password; `request` is empty where the approval is for the next browser; `numberInIt` is yes or no
   * (RR-5). */
  'approve-recovery': {
    case: string
    gives: string
    request: string
    fate: string
    numberInIt: string
    hours: string
    scope: string
    note: string
  }
  'turn-on-two-factor': { account: string }
  'make-break-glass-kit': Record<string, never>
  'test-break-glass-kit': Record<string, never>
  /** Shows the access code of an approval whose wait is over (RR-8). */
  'show-access-code': { case: string }
  /** One of two yeses to what "This wasn't me" holds (AU-4); `name` is what a person calls it, empty for recovery codes. */
  'allow-held': { account: string; item: string; name: string }
  'change-manager': { account: string; manager: string }
  'change-contact-number': { account: string; number: string }
  /** Only where it takes somebody out of stricter rules (EN-1). `leaves` is the names of the groups, cut where they are many; `digest`
   * covers their ids. */
  'change-groups': { account: string; leaves: string; digest: string }
  /** `answers` is yes or no; `group` is an id, `name` what it is called (RR-6). */
  'change-answers-for': { account: string; group: string; name: string; answers: string }
  /** `members` is how many are in it: what is confirmed is what happens (EN-1). */
  'delete-group': { group: string; name: string; members: string }
  /** `scope` is everyone or a group's id, `name` what it is called; `changes` is `setting=value;…` in the text form of
   * `policy-settings`, an empty value for saying nothing any more; `digest` covers what the preview showed (EN-1). */
  'change-policy': { scope: string; name: string; changes: string; digest: string }
  /** `change` is the id of what waits; `name` and `changes` as above. */
  'stop-policy-change': { change: string; name: string; changes: string }
  /** `until` in ms since 1970 (EN-2). */
  'extend-deadline': { account: string; until: string; reason: string }
  /** Begins a rehearsal of losing the phone, in which codes are tried without using them up (RR-12). */
  practise: Record<string, never>
  /** The audit log as a file (AU-3). */
  'export-record': { format: string }
}

export type ActName = keyof ActParams

export const actNames = [
  'add-device',
  'replace-device',
  'remove-device',
  'create-codes',
  'change-password',
  'add-address',
  'remove-address',
  'change-role',
  'disable-account',
  'enable-account',
  'delete-account',
  'invite-account',
  'renew-invitation',
  'make-reset-link',
  'allow-typed-methods',
  'change-number',
  'remove-number',
  'unblock-device',
  'allow-lost-phone',
  'use-old-phone',
  'approve-recovery',
  'turn-on-two-factor',
  'make-break-glass-kit',
  'test-break-glass-kit',
  'show-access-code',
  'allow-held',
  'change-manager',
  'change-contact-number',
  'change-groups',
  'change-answers-for',
  'delete-group',
  'change-policy',
  'stop-policy-change',
  'extend-deadline',
  'practise',
  'export-record',
] as const satisfies readonly ActName[]

/** Parameters in one fixed text form: what is asked for, confirmed, signed and spent is compared by it. */
export const canonicalParams = (params: Record<string, string>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))))
