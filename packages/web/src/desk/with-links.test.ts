import { expect, it } from 'vitest'
import { withLinks } from './with-links.ts'

it('makes the addresses in a mail links, and nothing else', () => {
  expect(withLinks('Open http://localhost:8080/link/not-me#abc now.\njavascript:alert(1)')).toEqual([
    { text: 'Open ', link: false },
    { text: 'http://localhost:8080/link/not-me#abc', link: true },
    { text: ' now.\njavascript:alert(1)', link: false },
  ])
})
