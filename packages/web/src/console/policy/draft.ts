import type { PolicyDraft, PolicyScope } from '@sparekey/protocol/policy'
import { allMethods, type SettingName, type Settings, settingNames } from '@sparekey/protocol/policy-settings'

/** What the form holds: a value for each setting, empty for saying nothing. Days are `yyyy-mm-dd` of the reader's calendar. */
export type FormValues = Record<SettingName, string>

export const settingsOf = (scope: PolicyScope): Settings => Object.fromEntries(scope.settings.map((one) => [one.setting, one.value]))

const two = (n: number): string => String(n).padStart(2, '0')

/** The reader's calendar day of a moment (ms). */
export function dayOf(ms: string): string {
  const date = new Date(Number(ms))
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The last minute of a day of the reader's calendar, ms. */
export function endOfDay(day: string): number | undefined {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return undefined
  return new Date(year, month - 1, date, 23, 59).getTime()
}

/** The form as a scope's rules fill it. A group that says nothing about methods allows all that everyone may. */
export function formOf(held: Settings): FormValues {
  const values = Object.fromEntries(settingNames.map((name) => [name, held[name] ?? ''])) as FormValues
  return { ...values, setUpBy: held.setUpBy ? dayOf(held.setUpBy) : '', methods: held.methods ?? allMethods.join(',') }
}

/** What the form changes of what is held, in the wire's form; what was left as it is, is not named. */
export function changesOf(values: FormValues, held: Settings, everyone: boolean): PolicyDraft['changes'] {
  return settingNames.flatMap((setting) => {
    const value = wireOf(setting, values[setting].trim(), held, everyone)
    return value === (held[setting] ?? null) ? [] : [{ setting, value }]
  })
}

function wireOf(setting: SettingName, value: string, held: Settings, everyone: boolean): string | null {
  if (value === '') return null
  if (setting === 'setUpBy') {
    if (held.setUpBy && dayOf(held.setUpBy) === value) return held.setUpBy
    const end = endOfDay(value)
    return end === undefined ? null : String(end)
  }
  // All methods: of a group that is to say nothing, unless it said so itself.
  if (setting === 'methods' && !everyone && value === allMethods.join(',') && held.methods !== value) return null
  return value
}
