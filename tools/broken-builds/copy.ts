import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import type { Breakage } from './breakage.ts'
import { root } from './sources.ts'

/** A copy of the sources that may be broken. */
export interface Copy {
  folder: string
  /** Puts a breakage into the copy. @returns what takes it out again
   * @throws if a text of it is not there exactly once */
  breakBy(breakage: Pick<Breakage, 'changes'>): () => void
  remove(): void
}

const copied = ['packages/protocol', 'packages/server', 'packages/web', 'docs', 'vitest.config.ts', 'package.json', 'tsconfig.base.json']
const left = new Set(['node_modules', 'dist', 'data', 'data-demo'])

/** The installed packages by links, but for our own, which are those of the copy. */
function linkPackages(folder: string): void {
  const own = '@sparekey'
  mkdirSync(join(folder, 'node_modules', own), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== own && !name.startsWith('.vi'))
      symlinkSync(realpathSync(join(root, 'node_modules', name)), join(folder, 'node_modules', name))
  for (const name of ['protocol', 'server', 'web']) symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules', own, name))
}

export function copySources(): Copy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sparekey-broken-')))
  for (const path of copied)
    cpSync(join(root, path), join(folder, path), { recursive: true, filter: (from) => !from.split(sep).some((part) => left.has(part)) })
  linkPackages(folder)
  return breakable(folder)
}

/** A folder with our sources that may be broken. */
export function breakable(folder: string): Copy {
  return {
    folder,
    breakBy(breakage) {
      const before = new Map<string, string>()
      for (const { file, find, replace } of breakage.changes) {
        const path = join(folder, 'packages', file)
        const text = readFileSync(path, 'utf8')
        before.set(path, before.get(path) ?? text)
        const parts = text.split(find)
        if (parts.length !== 2) throw new Error(`packages/${file} has this ${parts.length - 1} times: ${find}`)
        writeFileSync(path, parts.join(replace))
      }
      return () => {
        for (const [path, text] of before) writeFileSync(path, text)
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
