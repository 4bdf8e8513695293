import type { Readiness, ReadinessNote } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { listAdministrators } from '../accounts/index.ts'
import { kitView } from '../break-glass/index.ts'
import { askedOfAll, readCoverage } from './read-coverage.ts'
import { countAtRisk, countLacking } from './readiness.store.ts'

/** The numbers for the console's home, and what this administrator has to see to for themselves (RR-11, RR-12). */
export async function readinessSummary(core: Core, session: CurrentSession): Promise<Readiness> {
  const { approvers: _, ...coverage } = await readCoverage(core, core.db)
  const asked = { ...(await askedOfAll(core, '')), ...coverage }
  const { all, nobody } = await countAtRisk(core.db, asked)
  const others = coverage.administrators.filter((id) => id !== session.accountId)
  const kit = await kitView(core.db)
  const notes: [ReadinessNote, boolean][] = [
    ['only-administrator', (await listAdministrators(core.db)).length === 1],
    ['nobody-for-you', others.length === 0],
    ['no-kit', kit.madeAt === undefined],
    ['kit-untested', kit.madeAt !== undefined && kit.testedAt === undefined],
  ]
  return {
    without: await countLacking(core.db, asked),
    atRisk: all,
    nobody,
    notes: notes.filter(([, is]) => is).map(([note]) => note),
    now: asked.now,
  }
}
