import { relative } from 'node:path'
import { expect, it } from 'vitest'
import { pageSets, repositoryRoot, sourcesOf, stampOf } from './page-sources.ts'

it.each(pageSets)('OP-1 the pages are built once: what the build of "$name" writes is none of its sources', (set) => {
  const written = pageSets.flatMap((one) => [`${one.output}/`, relative(repositoryRoot, stampOf(one))])
  const sources = sourcesOf(set)
  expect(sources.length).toBeGreaterThan(20)
  expect(sources.filter((path) => written.some((one) => path.startsWith(one)))).toEqual([])
})
