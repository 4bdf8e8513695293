import type { Role } from '@sparekey/protocol/common'
import { type SettingName, type Settings, shippedSettings } from '@sparekey/protocol/policy-settings'
import { days, type Instant } from '../../kernel/clock.ts'

/** What a scope says to one account, and since when it says so to it: since it was saved, or since the account is in the group. */
export interface Scope {
  settings: Settings
  since: Partial<Record<SettingName, Instant>>
}

/** What of an account decides its deadline. */
export interface DueAccount {
  role: Role
  /** When it became active, and the days that everybody has as shipped. */
  due_at: Instant
  due_extended_until: Instant | null
}

/** By when an account that has no two-factor authentication must have set it up (EN-2); from then on sign-in leads to the set-up only.
 * Computed at each use from the rules of that moment, so that no change of them is forgotten. A rule asks for nothing before the
 * moment it began to hold for the account: nobody was late for it (TD-9 counts from here).
 * @returns undefined where it is not asked for */
export function deadlineOf(account: DueAccount, scopes: readonly Scope[]): Instant | undefined {
  const asking = scopes.filter((one) => one.settings.required === 'yes')
  if (asking.length === 0) return undefined
  const askedSince = Math.min(...asking.map((one) => one.since.required ?? 0))
  const activeSince = account.due_at - days(Number(shippedSettings.setUpDays))
  const start = Math.max(activeSince, askedSince)
  const dues = scopes.flatMap(({ settings, since }) => [
    ...(settings.setUpDays === undefined ? [] : [Math.max(start + days(Number(settings.setUpDays)), since.setUpDays ?? 0)]),
    ...(settings.setUpBy === undefined ? [] : [Math.max(Number(settings.setUpBy), since.setUpBy ?? 0, askedSince)]),
  ])
  const due = Math.min(...dues)
  // EN-1: of who can let others in it is asked at once, whatever was extended before.
  return account.role === 'member' ? Math.max(due, account.due_extended_until ?? 0) : due
}
