import { type SettingName, settingNames } from '@sparekey/protocol/policy-settings'
import { language, t } from '../../messages/messages.ts'

/** What a setting is called. */
export const settingName = (setting: SettingName): string => t(`policy.${setting}`)

export const isSetting = (text: string): text is SettingName => (settingNames as string[]).includes(text)

const methods = ['phone', 'sms', 'recovery-code', 'verification-code'] as const
const isMethod = (text: string): text is (typeof methods)[number] => (methods as readonly string[]).includes(text)

/** The name of a method, as pages say it. */
export const methodName = (method: string): string => (isMethod(method) ? t(`policy.method-${method}`) : method)

const day = (ms: string): string => new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'short' }).format(Number(ms))

/** A value in words.
 * @param value in the text form of `policy-settings`; undefined for no rule
 * @param ofGroup what a group does not say, is as everyone */
export function valueText(setting: SettingName, value: string | undefined, ofGroup = false): string {
  if (value === undefined) return ofGroup ? t('policy.value-as-everyone') : t('policy.value-none')
  const count = Number(value)
  switch (setting) {
    case 'required':
      return value === 'yes' ? t('policy.value-required-yes') : t('policy.value-required-no')
    case 'setUpDays':
      return count === 0 ? t('policy.value-at-once') : t('policy.value-days', { count })
    case 'setUpBy':
      return day(value)
    case 'methods':
      return new Intl.ListFormat(language(), { type: 'conjunction' }).format(value.split(',').map(methodName))
    case 'sessionHours':
      return t('policy.value-hours', { count })
    case 'idleMinutes':
      return t('policy.value-minutes', { count })
    case 'rememberDays':
      return count === 0 ? t('policy.value-never') : t('policy.value-days', { count })
    case 'matchDigits':
      return t('policy.value-digits', { count })
    case 'twoApprovers':
      return value === 'yes' ? t('policy.value-two-yes') : t('policy.value-two-no')
    case 'anyBrowser':
      return value === 'yes' ? t('policy.value-any-yes') : t('policy.value-any-no')
    case 'passwordMin':
      return t('policy.value-characters', { count })
  }
}
