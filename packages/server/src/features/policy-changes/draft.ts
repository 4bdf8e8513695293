import type { PolicyDraft, Split } from '@sparekey/protocol/policy'
import { readSetting, type SettingName, type Settings, splitChange } from '@sparekey/protocol/policy-settings'
import { hours, type Instant } from '../../kernel/clock.ts'

/** What is weaker waits for so long (EN-1). ms */
export const weakeningWait = hours(24)

export type Change = PolicyDraft['changes'][number]

/** What a draft does to what a scope says now, setting by setting; what it leaves as it is, is left out. Reads nothing.
 * @param waiting the settings for which something waits: the value of now, said again, ends that wait
 * @returns undefined if a value is none, a setting is named twice, or everyone would say nothing */
export function splitsOf(
  q: { scope: string; changes: readonly Change[]; now: Instant },
  before: Settings,
  waiting: ReadonlySet<SettingName>,
): Split[] | undefined {
  const splits: Split[] = []
  if (new Set(q.changes.map((one) => one.setting)).size !== q.changes.length) return undefined
  for (const { setting, value } of q.changes) {
    const after = value === null ? undefined : readSetting(setting, value)
    if (value !== null && after === undefined) return undefined
    // Everyone has a value for each setting; a day by which is none of them.
    if (after === undefined && q.scope === 'everyone' && setting !== 'setUpBy') return undefined
    const held = before[setting]
    if (held === after && !waiting.has(setting)) continue
    // Nobody can have been asked before they were asked.
    if (setting === 'setUpBy' && after !== undefined && after !== held && Number(after) <= q.now) return undefined
    const { now, later } = splitChange(setting, held, after)
    splits.push({
      setting,
      ...(held === undefined ? {} : { before: held }),
      ...(now === undefined ? {} : { now }),
      ...(later ? { later: later.value === undefined ? {} : { value: later.value } } : {}),
    })
  }
  return splits.length > 0 ? splits : undefined
}

/** A draft in one line, as it is confirmed and signed: in the order of the settings' names. */
export const changesText = (changes: readonly Change[]): string =>
  changes
    .toSorted((a, b) => (a.setting < b.setting ? -1 : 1))
    .map(({ setting, value }) => `${setting}=${value ?? ''}`)
    .join(';')
