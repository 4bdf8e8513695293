import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// Knows without building whether the built pages are those of the sources. Imported by the start of the service, so it
// loads nothing but the file system.

const root = resolve(import.meta.dirname, '..')

/** One set of pages: what it is made from, where it is put, and by which configuration. */
export interface PageSet {
  name: 'web' | 'desk' | 'phone'
  config: string
  /** The folder that the build fills. */
  output: string
  sources: string[]
}

const shared = ['packages/look', 'packages/protocol/src', 'package-lock.json']
const webSources = ['packages/web/src', ...['sign-in', 'links', 'account', 'console', 'desk'].map((page) => `packages/web/${page}.html`)]

/** The pages of the service. The desk is apart: it belongs to the demo and is in nothing that production serves. */
export const pageSets: readonly PageSet[] = [
  { name: 'web', config: 'packages/web/vite.config.ts', output: 'packages/web/dist', sources: [...webSources, ...shared] },
  { name: 'phone', config: 'packages/phone/vite.config.ts', output: 'packages/phone/dist', sources: ['packages/phone', ...shared] },
  { name: 'desk', config: 'packages/web/vite.desk.config.ts', output: 'packages/web/dist-desk', sources: [...webSources, ...shared] },
]

const skipped = new Set(['node_modules', 'dist', 'dist-desk'])
const isSource = (name: string): boolean => !/\.(test|spec)\.tsx?$|\.stamp$/.test(name)

function* filesOf(path: string): Generator<string> {
  const full = join(root, path)
  if (!existsSync(full)) return
  const entries = readdirSync(full, { withFileTypes: true, recursive: false })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* filesOf(`${path}/${entry.name}`)
    else if (entry.isFile() && isSource(entry.name)) yield `${path}/${entry.name}`
  }
}

/** Every file that the pages are made from, from the root of the repository. */
export const sourcesOf = (set: PageSet): string[] => [
  set.config,
  ...set.sources.flatMap((path) => (/\.[a-z]+$/.test(path) ? [path] : [...filesOf(path)])),
]

/** A digest of everything that the pages are made from. */
export function hashOf(set: PageSet): string {
  const hash = createHash('sha256')
  for (const path of sourcesOf(set)) {
    const file = join(root, path)
    if (existsSync(file)) hash.update(path).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Beside the built pages and not among them, so that it is never served. */
export const stampOf = (set: PageSet): string => join(root, `${set.output}.stamp`)
export const repositoryRoot = root

/** True if the built pages are those of the sources, or if there are no sources to build from (an image without them). */
export function isFresh(set: PageSet): boolean {
  if (!existsSync(join(root, set.config))) return existsSync(join(root, set.output))
  return existsSync(join(root, set.output)) && existsSync(stampOf(set)) && readFileSync(stampOf(set), 'utf8') === hashOf(set)
}
