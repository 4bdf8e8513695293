import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../tools/page-sources.ts'
import { type Figure, median, percentile } from './report.ts'

const skipped = new Set(['node_modules', 'dist', 'dist-desk'])

function* sourcesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* sourcesIn(path)
    else if (entry.isFile() && /\.tsx?$/.test(entry.name)) yield path
  }
}

const linesOf = (file: string): number => readFileSync(file, 'utf8').trimEnd().split('\n').length

/** How long source files are: aim for 40 to 150 lines, question at 300, none over 500. */
export function fileLengths(): Figure[] {
  const files = ['packages', 'tools', 'bench'].flatMap((folder) => [...sourcesIn(join(repositoryRoot, folder))])
  const sized = files.map((file) => ({ file, lines: linesOf(file) })).sort((a, b) => b.lines - a.lines)
  const lines = sized.map((one) => one.lines)
  const longest = sized[0]
  const over = (limit: number): number => lines.filter((one) => one > limit).length
  return [
    { name: 'file-lengths.count', what: 'Source files', value: files.length, unit: 'files' },
    { name: 'file-lengths.median', what: 'Source file, median', value: median(lines), unit: 'lines', atMost: 150 },
    { name: 'file-lengths.p90', what: 'Source file, 90 of 100 are not longer', value: percentile(lines, 0.9), unit: 'lines' },
    { name: 'file-lengths.questions', what: 'Source files over 300 lines', value: over(300), unit: 'files' },
    {
      name: 'file-lengths.longest',
      what: 'Longest source file',
      value: longest?.lines ?? 0,
      unit: 'lines',
      atMost: 500,
      note: longest?.file.slice(repositoryRoot.length + 1) ?? '',
    },
  ]
}
