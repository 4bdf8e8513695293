import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { actsOfKind, recordActs, recordKinds } from '@sparekey/protocol/record-acts'
import { expect, it } from 'vitest'

// That each act that is recorded has its kind, and a sentence in the console, is what the types say: `AuditEntry.act` is one of
// `recordActs`, and the texts are a record over them. What types cannot say is tested here.

const features = join(import.meta.dirname, '..')

it('AU-3 every act that has a sentence is one that something records', () => {
  const sources = readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\//.test(file))
    .map((file) => readFileSync(join(features, file), 'utf8'))
    .join('\n')
  for (const act of Object.keys(recordActs)) expect(sources, act).toContain(`'${act}'`)
})

it('AU-3 every kind is offered in the filter, and holds some acts', () => {
  expect(recordKinds.toSorted()).toEqual([...new Set(Object.values(recordActs))].toSorted())
  expect(recordKinds.flatMap(actsOfKind)).toHaveLength(Object.keys(recordActs).length)
})
