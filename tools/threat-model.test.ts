import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

// docs/threat-model.md says of each threat which tests hold its defence. A name that leads nowhere would say it falsely.

const root = resolve(import.meta.dirname, '..')
const folders = ['packages/server/src/features', 'packages/server/src', 'packages/server', 'packages', '']
const table = readFileSync(join(root, 'docs/threat-model.md'), 'utf8').split('## Threats')[1]?.split('\n## ')[0] ?? ''

const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| | threat'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\|\s*|\s*\|$/g, '').trim()))
  .map(([id = '', threat = '', defence = '', heldBy = '']) => ({ id, threat, defence, heldBy }))

const filesIn = (text: string): string[] => [...text.matchAll(/`([\w./*-]+\.tsx?)`/g)].map(([, path = '']) => path)

/** Where a name leads, undefined for nowhere. A star stands for any name. */
function found(name: string): string | undefined {
  return folders
    .map((folder) => join(root, folder, name))
    .find((path) => (name.includes('*') ? globSync(path).length > 0 : existsSync(path)))
}

describe('the threat table', () => {
  it('has each threat from X-01 to X-34 once', () => {
    const ids = rows.map((row) => row.id).filter((id) => id !== '')
    expect(ids.toSorted()).toEqual(Array.from({ length: 34 }, (_, n) => `X-${String(n + 1).padStart(2, '0')}`))
  })

  it.each(rows.map((row) => [row.id || row.threat, row] as const))(
    'names for %s tests that exist, and what is open with what would close it',
    (_name, row) => {
      const names = filesIn(row.heldBy)
      expect(names.filter((name) => !found(name))).toEqual([])
      expect(names.length, 'no test is named').toBeGreaterThan(0)
      // A case or promise in brackets is in the very file that it stands behind.
      for (const [, name = '', ids = ''] of row.heldBy.matchAll(/`([\w./-]+\.tsx?)` \(([^)]*)\)/g)) {
        const text = readFileSync(found(name) ?? '', 'utf8')
        for (const [id] of ids.matchAll(/\b[A-Z]{1,2}-\d+\b/g)) expect(text, `${id} in ${name}`).toContain(id)
      }
      for (const [, rest = ''] of row.heldBy.matchAll(/\bOpen: (.*)/g)) expect(rest.length).toBeGreaterThan(30)
      expect(row.heldBy).not.toMatch(/; open$/)
    },
  )
})
