import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Breakage } from './breakage.ts'

export const root = resolve(import.meta.dirname, '../..')
export const regressions = 'packages/server/test/regressions'

/** The test files of each case, by the id in the titles of its tests. */
export function regressionFiles(): Map<string, string[]> {
  const files = new Map<string, string[]>()
  for (const name of readdirSync(join(root, regressions)).filter((one) => one.endsWith('.test.ts'))) {
    const text = readFileSync(join(root, regressions, name), 'utf8')
    for (const [, id = ''] of text.matchAll(/['"`(]regress\/(R-\d\d) /g)) {
      const file = `${regressions}/${name}`
      if (!files.get(id)?.includes(file)) files.set(id, [...(files.get(id) ?? []), file])
    }
  }
  return files
}

/** What keeps a breakage from being put into the sources as they are now: a text that is not there, or more than once. */
export function unfit(breakage: Pick<Breakage, 'id' | 'changes'>): string[] {
  return breakage.changes.flatMap(({ file, find }) => {
    const found = readFileSync(join(root, 'packages', file), 'utf8').split(find).length - 1
    return found === 1 ? [] : [`${breakage.id}: packages/${file} has this ${found} times: ${find}`]
  })
}
