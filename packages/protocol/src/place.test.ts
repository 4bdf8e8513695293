import { expect, it } from 'vitest'
import { countryName, countryOf, placeText } from './place.ts'

const english = { language: 'en-GB', local: 'Local network' }

it.each([
  ['local', 'Local network'],
  ['PT', 'Portugal'],
  ['PT Lisbon', 'Lisbon, Portugal'],
  ['US New York City', 'New York City, United States'],
  // No country has these letters, and what an older version wrote is said as it is.
  ['QQ', 'QQ'],
  ['Lisbon', 'Lisbon'],
  ['', ''],
])('SI-4 the place %j is said as %j', (place, said) => expect(placeText(place, english)).toBe(said))

it('OP-8 a country is named in the language of the reader', () => {
  expect(placeText('DE', { language: 'de', local: '' })).toBe('Deutschland')
  expect(countryName('DE', 'fr')).toBe('Allemagne')
  expect(countryName('DE', 'not a language')).toBe('DE')
})

it.each([
  ['PT', 'PT'],
  ['PT Lisbon', 'PT'],
  ['local', undefined],
  ['Lisbon', undefined],
  [undefined, undefined],
])('X-33 the country of %j is %j', (place, country) => expect(countryOf(place)).toBe(country))
