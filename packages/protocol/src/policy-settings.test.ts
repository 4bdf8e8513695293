import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allMethods,
  readSetting,
  type SettingName,
  type Settings,
  settingNames,
  settings,
  splitChange,
  stricterOf,
  strictest,
} from './policy-settings.ts'

const anyValue = (name: SettingName): fc.Arbitrary<string> => {
  const setting = settings[name]
  if (setting.kind === 'flag') return fc.constantFrom('yes', 'no')
  if (setting.kind === 'methods') return fc.subarray([...allMethods.slice(1)]).map((rest) => ['phone', ...rest].join(','))
  return fc.integer({ min: setting.min, max: Math.min(setting.max, 10_000_000) }).map(String)
}
const anySettings: fc.Arbitrary<Settings> = fc.record(
  Object.fromEntries(settingNames.map((name) => [name, anyValue(name)])) as Record<SettingName, fc.Arbitrary<string>>,
  { requiredKeys: [] },
)
const anyNamed = fc.constantFrom(...settingNames).chain((name) => fc.tuple(fc.constant(name), anyValue(name), anyValue(name)))

/** Nothing of `a` is weaker than in `b`. */
const atLeast = (a: Settings, b: Settings): boolean =>
  settingNames.every((name) => b[name] === undefined || (a[name] !== undefined && stricterOf(name, a[name], b[name]) === a[name]))

describe('EN-1 of several groups the strictest value holds, setting by setting', () => {
  it('EN-1 in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(anySettings, { maxLength: 5 }), fc.infiniteStream(fc.nat()), (scopes, order) => {
        const mixed = scopes.map((scope) => ({ scope, at: order.next().value as number })).sort((a, b) => a.at - b.at)
        expect(strictest(mixed.map((one) => one.scope))).toEqual(strictest(scopes))
      }),
    )
  })
  it('EN-1 one more group never weakens anything', () => {
    fc.assert(
      fc.property(fc.array(anySettings, { maxLength: 4 }), anySettings, (scopes, more) => {
        const all = strictest([...scopes, more])
        expect(atLeast(all, strictest(scopes))).toBe(true)
        expect(atLeast(all, more)).toBe(true)
      }),
    )
  })
  it('EN-1 the same group twice changes nothing, and neither does asking again', () => {
    fc.assert(
      fc.property(fc.array(anySettings, { maxLength: 4 }), (scopes) => {
        const once = strictest(scopes)
        expect(strictest([...scopes, ...scopes])).toEqual(once)
        expect(strictest([once, once])).toEqual(once)
      }),
    )
  })
  it.each<[SettingName, string, string, string]>([
    ['required', 'no', 'yes', 'yes'],
    ['setUpDays', '10', '3', '3'],
    ['setUpBy', '1000', '999', '999'],
    ['methods', 'phone,sms,recovery-code', 'phone,recovery-code,verification-code', 'phone,recovery-code'],
    ['sessionHours', '12', '8', '8'],
    ['idleMinutes', '30', '5', '5'],
    ['rememberDays', '30', '0', '0'],
    ['matchDigits', '3', '6', '6'],
    ['twoApprovers', 'no', 'yes', 'yes'],
    ['anyBrowser', 'yes', 'no', 'no'],
    ['passwordMin', '15', '20', '20'],
  ])('%s: of %s and %s it is %s', (name, a, b, strict) => {
    expect([stricterOf(name, a, b), stricterOf(name, b, a)]).toEqual([strict, strict])
  })
})

describe('EN-1 a change', () => {
  it('EN-1 never weakens anything now, and is whole in the end', () => {
    fc.assert(
      fc.property(anyNamed, ([name, before, after]) => {
        const split = splitChange(name, before, after)
        expect(atLeast({ [name]: split.now }, { [name]: before })).toBe(true)
        expect(split.later ? split.later.value : split.now).toBe(after)
        expect(split.later === undefined).toBe(atLeast({ [name]: after }, { [name]: before }))
      }),
    )
  })
  it('EN-1 to say nothing any more waits; to say something for the first time does not', () => {
    expect(splitChange('matchDigits', '4', undefined)).toEqual({ now: '4', later: { value: undefined } })
    expect(splitChange('matchDigits', undefined, '2')).toEqual({ now: '2' })
  })
  it('EN-1 a list that loses one method and gains another loses at once and gains later', () => {
    expect(splitChange('methods', 'phone,sms', 'phone,recovery-code')).toEqual({ now: 'phone', later: { value: 'phone,recovery-code' } })
  })
})

describe('a value', () => {
  it.each<[SettingName, string]>([
    ['required', 'true'],
    ['setUpDays', '-1'],
    ['setUpDays', '1.5'],
    ['setUpDays', '007'],
    ['setUpDays', '366'],
    ['methods', 'sms'],
    ['methods', ''],
    ['methods', 'phone,phone'],
    ['methods', 'phone,carrier-pigeon'],
    ['matchDigits', '1'],
    ['matchDigits', '7'],
    ['rememberDays', '91'],
    ['passwordMin', '14'],
    ['idleMinutes', '٣٠'],
  ])('%s is never %s', (name, text) => {
    expect(readSetting(name, text)).toBeUndefined()
  })
  it('SI-4 EN-3 has its bounds', () => {
    expect([readSetting('matchDigits', '2'), readSetting('matchDigits', '6'), readSetting('rememberDays', '90')]).toEqual(['2', '6', '90'])
    expect(readSetting('methods', 'sms,phone')).toBe('phone,sms')
  })
})
