// The settings of EN-1 in the one text form in which they are kept, sent and compared. Pure: the console uses it too.

/** `yes` or `no`; a whole number; or a comma-separated list in {@link allMethods}' order. */
type Kind =
  | { kind: 'flag'; strict: 'yes' | 'no' }
  | { kind: 'number'; strict: 'less' | 'more'; min: number; max: number }
  | { kind: 'methods' }

export const allMethods = ['phone', 'sms', 'recovery-code', 'verification-code'] as const

/** Every setting, with which of two values is the stricter one, and what it may be. */
export const settings = {
  /** Two-factor authentication is asked for. */
  required: { kind: 'flag', strict: 'yes' },
  /** Days after which it must be set up. */
  setUpDays: { kind: 'number', strict: 'less', min: 0, max: 365 },
  /** Point in time (ms) by which it must be set up. */
  setUpBy: { kind: 'number', strict: 'less', min: 0, max: 8_640_000_000_000_000 },
  /** What may confirm. The phone always may. */
  methods: { kind: 'methods' },
  sessionHours: { kind: 'number', strict: 'less', min: 1, max: 720 },
  idleMinutes: { kind: 'number', strict: 'less', min: 5, max: 1440 },
  /** SI-13: days in which a browser skips the confirmation; 0 for never. */
  rememberDays: { kind: 'number', strict: 'less', min: 0, max: 90 },
  /** SI-4 */
  matchDigits: { kind: 'number', strict: 'more', min: 2, max: 6 },
  /** RR-6: a marked group. */
  twoApprovers: { kind: 'flag', strict: 'yes' },
  /** RR-8 */
  anyBrowser: { kind: 'flag', strict: 'no' },
  /** EN-3: characters of a password, at least. */
  passwordMin: { kind: 'number', strict: 'more', min: 15, max: 64 },
} as const satisfies Record<string, Kind>

export type SettingName = keyof typeof settings
export const settingNames = Object.keys(settings) as SettingName[]

/** What one scope (everyone, or a group) says. What it leaves out, it says nothing about. */
export type Settings = Partial<Record<SettingName, string>>

/** What holds for everyone without anybody's rules. There is no `setUpBy`. */
export const shippedSettings = {
  required: 'yes',
  setUpDays: '10',
  methods: allMethods.join(','),
  sessionHours: '12',
  idleMinutes: '30',
  rememberDays: '0',
  matchDigits: '3',
  twoApprovers: 'no',
  anyBrowser: 'no',
  passwordMin: '15',
} as const satisfies Settings

const methodsOf = (text: string): string[] => {
  const listed = text.split(',')
  return allMethods.filter((one) => listed.includes(one))
}

/** A value in its one text form.
 * @returns undefined if the setting cannot have it */
export function readSetting(name: SettingName, text: string): string | undefined {
  const setting: Kind = settings[name]
  if (setting.kind === 'flag') return text === 'yes' || text === 'no' ? text : undefined
  if (setting.kind === 'methods') {
    const methods = methodsOf(text)
    return methods.includes('phone') && methods.length === text.split(',').length ? methods.join(',') : undefined
  }
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined
  const number = Number(text)
  return number >= setting.min && number <= setting.max ? text : undefined
}

/** The stricter of two values, or of lists what is in both. */
export function stricterOf(name: SettingName, a: string, b: string): string {
  const setting: Kind = settings[name]
  if (setting.kind === 'flag') return a === setting.strict ? a : b
  if (setting.kind === 'methods') {
    const other = methodsOf(b)
    return methodsOf(a)
      .filter((one) => other.includes(one))
      .join(',')
  }
  const less = Number(a) < Number(b)
  return less === (setting.strict === 'less') ? a : b
}

/** Of several scopes the strictest value holds, setting by setting (EN-1). */
export function strictest(scopes: readonly Settings[]): Settings {
  const found: Settings = {}
  for (const name of settingNames)
    for (const scope of scopes) {
      const value = scope[name]
      const before = found[name]
      if (value !== undefined) found[name] = before === undefined ? value : stricterOf(name, before, value)
    }
  return found
}

/** What a change of one setting does at once, and what has to wait (EN-1): what is stricter holds now, what is weaker 24 h later.
 * Saying nothing is weaker than any value.
 * @param after undefined to say nothing any more
 * @returns `now` is what holds until then, `later` is there where something has to wait */
export function splitChange(
  name: SettingName,
  before: string | undefined,
  after: string | undefined,
): { now: string | undefined; later?: { value: string | undefined } } {
  if (before === undefined) return { now: after }
  if (after === undefined) return { now: before, later: { value: undefined } }
  const now = stricterOf(name, before, after)
  return now === after ? { now } : { now, later: { value: after } }
}
