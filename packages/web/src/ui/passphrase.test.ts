import { expect, test } from 'vitest'
import { type Fill, newPassphrase, passphraseBits, shape } from './passphrase.ts'

const pattern = new RegExp(`^(?:[${shape.onset}][${shape.vowel}][${shape.onset}][${shape.vowel}][${shape.coda}](?:-|$)){${shape.words}}$`)

test('EN-3 a suggested password has at least 80 bits', () => {
  expect(passphraseBits()).toBeGreaterThanOrEqual(80)
  for (const letters of [shape.onset, shape.vowel, shape.coda]) expect(new Set(letters).size).toBe(letters.length)
})

test('EN-3 a suggested password can be said aloud, passes the shipped length, and is new each time', () => {
  const made = Array.from({ length: 200 }, () => newPassphrase())
  for (const one of made) {
    expect(one).toMatch(pattern)
    expect(one.length).toBeGreaterThanOrEqual(15)
  }
  expect(new Set(made).size).toBe(made.length)
})

test('bytes that would make some letters likelier than others are drawn again', () => {
  // 255 is beyond the last whole multiple of 5 and of 12, but not of 16.
  const bytes: number[] = []
  const fill: Fill = (into) => {
    const next = bytes.length % 2 === 0 ? 255 : 0
    bytes.push(next)
    into[0] = next
  }
  const made = newPassphrase(fill)
  expect(made).toMatch(pattern)
  // Vowels and codas were never decided by 255: 255 % 5 = 0 would be `a`, as 0 is, so the count of draws tells.
  const letters = shape.words * 5
  expect(bytes.length).toBeGreaterThan(letters)
})

test('each letter of each place is equally likely', () => {
  // Every byte once, as an ideal source would give it in the long run.
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    let first = true
    const made = newPassphrase((into) => {
      // The first byte is the one looked at; 0 afterwards, so that rejected bytes end.
      into[0] = first ? byte : 0
      first = false
    })
    const letter = made.charAt(0)
    counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  expect([...counts.values()]).toEqual(Array.from(shape.onset, () => 256 / shape.onset.length))
})
