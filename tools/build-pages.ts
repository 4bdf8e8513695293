import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { hashOf, isFresh, type PageSet, pageSets, repositoryRoot, stampOf } from './page-sources.ts'

// Builds the pages whose sources changed:
//   node tools/build-pages.ts [web] [phone] [desk]     all of them if none is named
//   node tools/build-pages.ts --force                  also those that did not change

const given = process.argv.slice(2)
const named = given.filter((name) => !name.startsWith('-'))
const unknown = named.filter((name) => !pageSets.some((set) => set.name === name))
if (unknown.length > 0) {
  console.error(`There are no pages called ${unknown.join(', ')}; there are ${pageSets.map((set) => set.name).join(', ')}`)
  process.exit(2)
}

async function buildSet(set: PageSet): Promise<void> {
  const hash = hashOf(set)
  const configFile = join(repositoryRoot, set.config)
  await build({ configFile, root: join(configFile, '..'), logLevel: 'warn', mode: 'production' })
  writeFileSync(stampOf(set), hash)
  console.log(`Built the pages: ${set.name}`)
}

for (const set of pageSets) {
  if (named.length > 0 && !named.includes(set.name)) continue
  if (!given.includes('--force') && isFresh(set)) continue
  await buildSet(set)
}
