import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readConfig } from './read-config.ts'
import { configReference } from './reference.ts'
import { settings } from './settings.ts'

it('OP-3 the reference in the docs is the one that the program reads by (else run `npm run docs`)', () => {
  const page = readFileSync(new URL('../../../../docs/operations/configuration.md', import.meta.url), 'utf8')
  expect(page).toBe(configReference())
})

it('the example in the reference is a configuration that is accepted', () => {
  const example = /```json\n([\s\S]*?)```/.exec(configReference())?.[1] ?? ''
  expect(readConfig({}, { name: 'sparekey.json', text: example }, () => 'from a file')).not.toHaveProperty('problems')
})

it('no two settings share a name', () => {
  const names = settings.flatMap((setting) => [setting.env, setting.key])
  expect(new Set(names).size).toBe(names.length)
})
