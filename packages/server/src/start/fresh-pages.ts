import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../../..')
const sources = join(root, 'tools/page-sources.ts')

interface PageSources {
  pageSets: readonly { name: string }[]
  isFresh(set: { name: string }): boolean
}

/** Builds the pages whose sources changed since they were built; in a process of its own, so that the build's memory is gone
 * when the service runs. Does nothing in an installation that came with its pages built and without their sources.
 * @throws with a sentence for the operator */
export async function freshPages(): Promise<void> {
  if (!existsSync(sources)) return
  const { pageSets, isFresh } = (await import(sources)) as PageSources
  const stale = pageSets.filter((set) => !isFresh(set)).map((set) => set.name)
  if (stale.length === 0) return
  console.log('Building the pages, because their sources changed …')
  const built = spawnSync(process.execPath, [join(root, 'tools/build-pages.ts'), ...stale], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('The pages could not be built. `npm ci` installs what that needs; then start again.')
}
