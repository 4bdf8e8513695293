// The words that a case is told in, by key: the service says which, the page has the texts. Pure: pages import it.

/** Evidence (RR-4) with the parameters of its sentence. Times are ms since 1970; `phone` is a device's name. */
export interface EvidenceParams {
  // Of one request
  /** `since`: when this browser became known. */
  'browser-known': { since: number }
  'browser-new': Record<string, never>
  /** The account got in from this network in the last 90 days, or did not. */
  'network-seen': Record<string, never>
  'network-new': Record<string, never>
  /** The same of the country, by its two letters; `usual`: those that were seen, with spaces between. Not said where it is not known. */
  'country-seen': { country: string }
  'country-new': { country: string; usual: string }
  'failed-none': Record<string, never>
  /** Of the 24 h before the request: prompts not answered or denied, wrong codes. */
  'failed-before': { prompts: number; codes: number }

  // Of the account
  /** The last signature of a trusted, paused or blocked device, whether a person acted or the app by itself. */
  'phone-signed': { phone: string; at: number }
  'phone-never-signed': { phone: string }
  /** A person acted on it: opened the app, answered or dismissed a prompt, opened a notice. */
  'phone-used': { phone: string; at: number }
  'phone-added': { phone: string; at: number }
  'phone-reported-lost': { phone: string; at: number }
  'no-phone': Record<string, never>
  'nothing-changed': Record<string, never>
  'changed-password': { at: number }
  'changed-email': { at: number }
  'changed-number': { at: number }
  'changed-role': { at: number }
  'changed-group': { at: number }
  'codes-made': { at: number }
  'password-marked': Record<string, never>
  /** How many requests of this account are open besides this one. */
  'other-requests': { count: number }
  stopped: { channel: string; at: number }
  'owner-told': { at: number }
  'owner-not-told': Record<string, never>
}
export type EvidenceKey = keyof EvidenceParams

/** Red flags (RR-4): one of them asks for two people. Parameters as of evidence; `name` is an approver's. */
export interface FlagParams {
  /** The owner pressed "Stop this" in the 7 days before. */
  stopped: { channel: string; at: number }
  /** A person acted on it in the 60 min before, or since. */
  'phone-used': { phone: string; at: number }
  /** How many requests of this account are open besides this one. */
  'other-requests': { count: number }
  'password-marked': Record<string, never>
  /** The request came from this approver's own browser, or network. */
  'approver-browser': { name: string }
  'approver-network': { name: string }
  /** They changed where the account is reached, and nobody else may answer. */
  'approver-changed': { name: string }
  /** New browser, and a network that was not seen in 90 days; with `country` where that was not seen either. */
  'strange-place': { country?: string }
  /** Reported lost by password alone in the 24 h before, from another browser than the one that asks. */
  'reported-elsewhere': { phone: string; at: number }
  'changed-password': { at: number }
  'changed-email': { at: number }
  'changed-number': { at: number }
  'changed-role': { at: number }
  'changed-group': { at: number }
  'owner-not-told': Record<string, never>
}
export type FlagKey = keyof FlagParams

/** The worst first, as they are shown. */
export const flagKeys = [
  'stopped',
  'phone-used',
  'other-requests',
  'password-marked',
  'approver-browser',
  'approver-network',
  'approver-changed',
  'strange-place',
  'reported-elsewhere',
  'changed-password',
  'changed-email',
  'changed-number',
  'changed-role',
  'changed-group',
  'owner-not-told',
] as const satisfies readonly FlagKey[]

/** Why two people are needed (RR-6, RR-8, RR-13). */
export const twoReasons = ['administrator', 'approver', 'disputed', 'too-long', 'password-too', 'marked-group', 'red-flag'] as const
export type TwoReason = (typeof twoReasons)[number]

/** Red flags that stand before anybody asks, from whichever browser it will be asked. Those of the phone are none of them: it is in the
 * hand, and the hour in which nobody may use it begins with its loss. */
export const standingFlags = [
  'stopped',
  'other-requests',
  'password-marked',
  'approver-changed',
  'changed-password',
  'changed-email',
  'changed-number',
  'changed-role',
  'changed-group',
  'owner-not-told',
] as const satisfies readonly FlagKey[]
/** Why two people would be needed if somebody asked today (RR-12). */
export const todayReasons = ['administrator', 'approver', 'marked-group', 'disputed', 'too-long', ...standingFlags] as const
export type TodayReason = (typeof todayReasons)[number]

/** Why a viewer may not answer (RR-6). */
export const whyNots = [
  'own-account',
  /** Approvers do not answer for administrators and approvers. */
  'role',
  /** The account is in none of the approver's groups. */
  'not-your-group',
  /** They changed the account's e-mail, number, role or group in the last 7 days, and another may answer. */
  'changed-account',
  /** Approver for less than 7 days, where two are needed. */
  'new-approver',
  /** No phone of theirs could confirm an approval. */
  'no-phone',
  /** Five wrong caller codes. */
  'barred',
  /** Five approvals within an hour. */
  'paused',
  'over',
] as const
export type WhyNot = (typeof whyNots)[number]

/** How a case or a suspension came to its end. */
export const closedReasons = [
  'approved',
  'declined',
  'expired',
  'stopped',
  'withdrawn',
  'password-changed',
  'not-me',
  'disabled',
  'confirmed',
  'replaced',
] as const
export type ClosedReason = (typeof closedReasons)[number]

/** What happens in a case, in words that its page has. */
export const caseEventKinds = [
  'asked',
  'began',
  'withdrawn',
  'expired',
  'contact',
  'manager-asked',
  'manager-agreed',
  'manager-disagreed',
  'account-agrees',
  'account-differs',
  'caller-right',
  'caller-wrong',
  'approved',
  'declined',
  'stopped',
  'granted',
  'code-made',
  'claimed',
  'ended',
  'closed',
] as const
export type CaseEventKind = (typeof caseEventKinds)[number]

/** Channels on which the owner is told, and from which "Stop this" may come (RR-3). */
export const stopChannels = ['email', 'phone', 'sms'] as const
export type StopChannel = (typeof stopChannels)[number]
