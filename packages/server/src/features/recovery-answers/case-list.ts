import type { CaseLine, CaseLines } from '@sparekey/protocol/cases'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { days } from '../../kernel/clock.ts'
import { listAnsweringRoles } from '../approvers/index.ts'
import { type CaseState, readCase, viewerOf } from './case-state.ts'
import { listCases } from './cases.store.ts'
import { isOpen } from './open-request.ts'

/** Closed cases are listed for so long. ms */
const listedFor = days(30)

/** The cases that this viewer may see: those that are open first, then the last 30 days. */
export async function caseList(core: Core, session: CurrentSession): Promise<CaseLines> {
  const cases = await readLines(core, session, core.clock.now() - listedFor)
  const isLive = (line: CaseLine): boolean => line.state === 'open' || line.state === 'waiting'
  return { cases: [...cases.filter(isLive), ...cases.filter((line) => !isLive(line))], open: countOpen(cases) }
}

/** How many wait for an answer that this viewer may give: the badge. */
export async function countOpenCases(core: Core, session: CurrentSession): Promise<number> {
  return countOpen(await readLines(core, session, core.clock.now()))
}

const countOpen = (cases: CaseLine[]): number => cases.filter((line) => line.state === 'open' && line.mayAnswer).length

async function readLines(core: Core, session: CurrentSession, since: number): Promise<CaseLine[]> {
  const rows = await listCases(core.db, since)
  const approvers = rows.length === 0 ? [] : await listAnsweringRoles(core, core.db)
  const lines: CaseLine[] = []
  for (const row of rows) {
    const found = await readCase(core, core.db, row, { approvers, viewer: session.accountId })
    const viewer = found && viewerOf(found, session.accountId)
    if (found && viewer) lines.push(lineOf(core, found, viewer.whyNot === undefined))
  }
  return lines
}

function lineOf(core: Core, found: CaseState, mayAnswer: boolean): CaseLine {
  const { case: one, account, requests } = found
  const now = core.clock.now()
  return {
    id: one.id,
    account: { id: account.id, name: account.name, login: account.login },
    kind: one.kind,
    state: found.state,
    openedAt: one.opened_at,
    requests: requests.filter((request) => isOpen(request, now)).length,
    needs: found.agreeing.some((one) => one.twoBecause.length > 0 && !one.waits) ? 2 : 1,
    agreed: Math.max(0, ...found.agreeing.map((one) => one.approvals)),
    disputed: found.disputed,
    mayAnswer,
  }
}
