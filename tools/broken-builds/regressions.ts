import type { Breakage } from './breakage.ts'
import type { Copy } from './copy.ts'
import { notFound, runRegressions } from './run-regression.ts'
import { regressionFiles, regressions } from './sources.ts'

/** Makes the mistakes of others in a copy, one after the other, and runs the regression of each.
 * @param whole all regressions pass first, not only those that are needed
 * @returns how many were not found */
export async function breakRegressions(copy: Copy, chosen: readonly Breakage[], whole: boolean): Promise<number> {
  if (chosen.length === 0) return 0
  const files = regressionFiles()
  const needed = [...new Set(chosen.flatMap((one) => files.get(one.id) ?? []))]
  const before = runRegressions(copy.folder, { files: whole ? [regressions] : needed })
  if (before.broken || before.failed.length > 0) {
    console.error('The regressions must pass before something is broken:', before.broken ?? '')
    for (const one of before.failed) console.error(`  ${one.title}: ${one.why}`)
    return chosen.length
  }
  let missed = 0
  for (const breakage of chosen) {
    const own = files.get(breakage.id)
    const began = Date.now()
    const mend = copy.breakBy(breakage)
    const why = own ? notFound(runRegressions(copy.folder, { files: own, id: breakage.id }), breakage.id) : 'it has no test'
    mend()
    if (why) missed += 1
    const took = `${Date.now() - began} ms`
    console.log(`${breakage.id}  ${why ? 'NOT FOUND' : 'found    '}  ${took}  ${breakage.mistake}${why ? `\n      ${why}` : ''}`)
  }
  console.log(`${chosen.length - missed} of ${chosen.length} mistakes were found by their regressions`)
  return missed
}
