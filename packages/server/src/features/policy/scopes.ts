import type { Role } from '@sparekey/protocol/common'
import { readSetting, type SettingName, settingNames, shippedSettings } from '@sparekey/protocol/policy-settings'
import type { Instant } from '../../kernel/clock.ts'
import type { Scope } from './deadline.ts'
import { roleSettings } from './rules.ts'

/** What a value needs to be one of several that wait or hold. */
export interface Dated {
  group_id: string
  setting: string
  value: string | null
  works_from: Instant
  revision: number
}

const isSetting = (text: string): text is SettingName => (settingNames as string[]).includes(text)

const later = (a: Dated, b: Dated): boolean => a.works_from > b.works_from || (a.works_from === b.works_from && a.revision > b.revision)

/** The value that holds at a time for each setting of each scope: rows that lie in the future wait, and decide nothing yet. */
export function holding<R extends Dated>(rows: readonly R[], now: Instant): R[] {
  const found = new Map<string, R>()
  for (const row of rows) {
    const key = `${row.group_id} ${row.setting}`
    const before = found.get(key)
    if (row.works_from <= now && (!before || later(row, before))) found.set(key, row)
  }
  return [...found.values()]
}

/** What everyone, each of the groups and the role say to one account, in the order of {@link groups}.
 * @param groups the account's groups, with when it came into each */
export function scopesOf(rows: readonly Dated[], account: { role: Role }, groups: ReadonlyMap<string, Instant>, now: Instant): Scope[] {
  const everyone: Scope = { settings: { ...shippedSettings }, since: {} }
  const scopes = new Map<string, Scope>([
    ['', everyone],
    ...[...groups.keys()].map((id): [string, Scope] => [id, { settings: {}, since: {} }]),
  ])
  for (const row of holding(rows, now)) {
    const scope = scopes.get(row.group_id)
    const value = isSetting(row.setting) && row.value !== null ? readSetting(row.setting, row.value) : undefined
    if (!scope || !isSetting(row.setting) || value === undefined) continue
    scope.settings[row.setting] = value
    scope.since[row.setting] = Math.max(row.works_from, groups.get(row.group_id) ?? 0)
  }
  return [...scopes.values(), { settings: roleSettings(account.role), since: {} }]
}
