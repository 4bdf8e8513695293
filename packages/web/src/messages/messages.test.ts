import { expect, test } from 'vitest'
import { addTexts, isKey, type Key, regional, rich, type Texts, t } from './messages.ts'
import { chooseLanguage } from './speak.ts'

const texts = {
  'try.plain': 'As it is',
  'try.place': 'Hello {name}, {name}',
  'try.count': { one: '{count} code left', other: '{count} codes left' },
}
addTexts(texts)
// These keys belong to no area, so the compiler does not know them; what it does know is tested at the end.
const say = t as unknown as (key: string, params?: Record<string, string | number>) => string

test('a text without places is itself', () => {
  expect(say('try.plain')).toBe('As it is')
})

test('every occurrence of a place is filled, and nothing in the value is taken for a place', () => {
  expect(say('try.place', { name: '{name}' })).toBe('Hello {name}, {name}')
})

test('the plural form follows the count, and numbers are written as the language writes them', () => {
  expect(say('try.count', { count: 1 })).toBe('1 code left')
  expect(say('try.count', { count: 0 })).toBe('0 codes left')
  expect(say('try.count', { count: 1200 })).toBe('1,200 codes left')
})

test('a text that is not there shows its key rather than nothing', () => {
  expect(say('try.missing')).toBe('try.missing')
  expect(isKey('try.missing')).toBe(false)
})

test('elements keep their place among the words', () => {
  const element = { type: 'b' }
  const parts = (rich as unknown as (key: string, params: object) => unknown[])('try.place', { name: element })
  expect(parts).toEqual(['Hello ', element, ', ', element, ''])
})

test('a later area, such as a translation, takes the place of an earlier text', () => {
  addTexts({ 'try.over': 'English' }, { 'try.over': 'Deutsch' })
  expect(say('try.over')).toBe('Deutsch')
})

test('the reader gets the first of their languages that is there, by its full tag or its first part, and English otherwise', () => {
  const files = ['./de/common.ts', './de/sign-in.ts', './pt-BR/common.ts']
  expect(chooseLanguage(['fr', 'de-AT', 'en'], files)).toBe('de')
  expect(chooseLanguage(['pt-BR'], files)).toBe('pt-BR')
  expect(chooseLanguage(['en-GB', 'de'], files)).toBe('en')
  expect(chooseLanguage(['fr'], files)).toBe('en')
  expect(chooseLanguage([], [])).toBe('en')
})

test('days and times follow the region of the reader, in the language of the page', () => {
  expect(regional('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB')
  expect(regional('en', ['de-DE'])).toBe('en')
})

test('no two areas use the same key', () => {
  const files = import.meta.glob<Record<string, Texts>>('./en/*.ts', { eager: true })
  const areas = new Set(Object.values(files).flatMap((file) => Object.values(file)))
  const keys = [...areas].flatMap((area) => Object.keys(area))
  expect(keys.length).toBeGreaterThan(100)
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

test('what the compiler checks: keys, and exactly the places of each', () => {
  const asked: Key = 'common.copy'
  t(asked)
  t('time.days', { count: 2 })
  // @ts-expect-error a key that no area has
  t('common.no-such-key')
  // @ts-expect-error the place is not filled
  t('common.password-rule')
  // @ts-expect-error there is no such place
  t('common.password-rule', { max: 15 })
  // @ts-expect-error this text has no places
  t('common.copy', { what: 'x' })
  expect(asked).toBe('common.copy')
})
