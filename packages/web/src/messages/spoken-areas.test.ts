import { expect, test } from 'vitest'
import type { Texts } from './messages.ts'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts'], { eager: true, query: '?raw', import: 'default' })
const areas = import.meta.glob<Record<string, Texts>>('./en/*.ts', { eager: true })

/** `../confirm/X.tsx` seen from `../sign-in/Y.tsx`, in the glob's form. */
const resolve = (from: string, to: string): string => new URL(to, `https://x/src/messages/${from}`).pathname.replace('/src/', '../')

/** The file and everything that it imports from here, directly or not, except texts (which are imported to be spoken). */
function reachable(entry: string, found = new Set<string>()): Set<string> {
  const source = sources[entry]
  if (source === undefined || found.has(entry)) return found
  found.add(entry)
  for (const [, to] of source.matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/g)) {
    const file = resolve(entry, to ?? '')
    if (!file.includes('/en/')) reachable(file, found)
  }
  return found
}

/** The keys that a source names: whole ones, and those of which only the beginning is written down. */
function keysIn(source: string): { key: string; whole: boolean }[] {
  const named = [...source.matchAll(/\b(?:t|rich)\(\s*(?:[^()'`]*\?\s*)?'([a-z0-9-]+\.[^']+)'/g)].map(([, key = '']) => ({
    key,
    whole: true,
  }))
  const begun = [...source.matchAll(/\b(?:t|rich)\(\s*`([a-z0-9-]+\.[^`$]*)\$/g)].map(([, key = '']) => ({ key, whole: false }))
  return [...named, ...begun]
}

function spokenBy(main: string): string[] {
  const files = [...(sources[main] ?? '').matchAll(/from '\.\.\/messages\/en\/([\w-]+)\.ts'/g)].map(([, name]) => `./en/${name}.ts`)
  return files.flatMap((file) => Object.values(areas[file] ?? {}).flatMap((area) => Object.keys(area)))
}

const mains = Object.keys(sources).filter((file) => file.endsWith('/main.tsx'))

test.each(mains)('%s speaks every text that its modules use', (main) => {
  const spoken = spokenBy(main)
  const used = [...reachable(main)].flatMap((file) => keysIn(sources[file] ?? '').map((named) => ({ ...named, file })))
  const silent = used.filter(({ key, whole }) => !spoken.some((one) => (whole ? one === key : one.startsWith(key))))
  expect(used.length).toBeGreaterThan(0)
  expect(silent).toEqual([])
})
