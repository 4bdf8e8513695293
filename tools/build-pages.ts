import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
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

const compressible = /\.(js|css|html|svg|json|webmanifest)$/

/** Writes `.br` and `.gz` beside each file that gains by it, so that the server compresses nothing at run time. */
function compress(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!compressible.test(name)) continue
    const file = join(folder, name)
    const text = readFileSync(file)
    const brotli = brotliCompressSync(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    })
    if (brotli.length < text.length) writeFileSync(`${file}.br`, brotli)
    const gzip = gzipSync(text, { level: 9 })
    if (gzip.length < text.length) writeFileSync(`${file}.gz`, gzip)
  }
}

async function buildSet(set: PageSet): Promise<void> {
  const hash = hashOf(set)
  const configFile = join(repositoryRoot, set.config)
  rmSync(stampOf(set), { force: true })
  await build({ configFile, root: join(configFile, '..'), logLevel: 'warn', mode: 'production' })
  compress(join(repositoryRoot, set.output))
  writeFileSync(stampOf(set), hash)
  console.log(`Built the pages: ${set.name}`)
}

// One build at a time: the service and the demo, started at once, would empty each other's folders. The lock ends with the process.
const lockFolder = join(repositoryRoot, '.build')
mkdirSync(lockFolder, { recursive: true })
const lock = new DatabaseSync(join(lockFolder, 'pages.lock'), { timeout: 120_000 })
try {
  lock.exec('begin exclusive')
} catch {
  console.error('Another build of the pages has not ended for two minutes: end it, and start again')
  process.exit(1)
}

for (const set of pageSets) {
  if (named.length > 0 && !named.includes(set.name)) continue
  if (!given.includes('--force') && isFresh(set)) continue
  await buildSet(set)
}
