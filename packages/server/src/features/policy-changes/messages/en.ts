import type { SettingName } from '@sparekey/protocol/policy-settings'
import { timeText } from '../../notices/index.ts'

const names: Record<SettingName, string> = {
  required: 'two-factor authentication is required',
  setUpDays: 'days until it must be set up',
  setUpBy: 'day by which it must be set up',
  methods: 'methods that may confirm',
  sessionHours: 'hours that a session lasts',
  idleMinutes: 'minutes that a session may be idle',
  rememberDays: 'days that a browser may be remembered',
  matchDigits: 'digits of the match code',
  twoApprovers: 'two approvers for each recovery',
  anyBrowser: 'suspensions for any browser',
  passwordMin: 'characters of a password, at least',
}

/** One setting with its value, as a mail says it. */
export function splitWords(setting: SettingName, value: string | undefined): string {
  if (value === undefined) return `${names[setting]}: no rule any more`
  return `${names[setting]}: ${setting === 'setUpBy' ? timeText(Number(value)) : value.replaceAll(',', ', ')}`
}
