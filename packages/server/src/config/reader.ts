import type { Given } from './given-settings.ts'
import { type Setting, type SettingKey, settings } from './settings.ts'

/** Typed access to what was given; collects what is wrong on the way. */
export class Reader {
  readonly #given: Given
  readonly #problems: string[]

  constructor(given: Given, problems: string[]) {
    this.#given = given
    this.#problems = problems
  }

  /** A problem with a setting, named the way the operator wrote it. */
  refuse(key: SettingKey, reason: string): void {
    this.#problems.push(`${this.#given[key]?.name ?? key} ${reason}`)
  }

  /** True if something was given, right or wrong. */
  has(key: SettingKey): boolean {
    return (this.#given[key]?.value.trim() ?? '') !== ''
  }

  text(key: SettingKey, rule?: (value: string) => string | undefined): string | undefined {
    const value = this.#given[key]?.value.trim()
    if (value === undefined || value === '') return undefined
    const setting: Setting | undefined = settings.find((one) => one.key === key)
    if (setting?.oneOf && !setting.oneOf.includes(value)) {
      this.refuse(key, `must be one of ${setting.oneOf.join(', ')}`)
      return undefined
    }
    const reason = rule?.(value)
    if (reason) this.refuse(key, reason)
    return reason ? undefined : value
  }

  number(key: SettingKey): number | undefined {
    const value = this.text(key)
    if (value === undefined) return undefined
    const setting: Setting | undefined = settings.find((one) => one.key === key)
    const [min, max] = [setting?.min ?? 0, setting?.max ?? Number.MAX_SAFE_INTEGER]
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    this.refuse(key, `must be a whole number from ${min} to ${max}`)
    return undefined
  }

  list(key: SettingKey, fits: (one: string) => boolean, form: string): string[] | undefined {
    const value = this.text(key)
    if (value === undefined) return undefined
    const all = value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    for (const one of all) if (!fits(one)) this.refuse(key, `holds ${one}, which is not ${form}`)
    return all
  }
}
