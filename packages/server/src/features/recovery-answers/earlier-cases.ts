import type { EarlierCase } from '@sparekey/protocol/cases'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { caseHistory } from '../case-history/index.ts'
import { type CaseState, stateOf } from './case-state.ts'
import { listCasesOf, listRequests } from './cases.store.ts'

const most = 20

/** What came of the account's other cases, the latest first: who was fooled once is asked for again. */
export async function earlierCases(core: Core, db: Db, found: CaseState): Promise<EarlierCase[]> {
  const lines: EarlierCase[] = []
  for (const one of await listCasesOf(db, { account: found.account.id, but: found.case.id, most })) {
    const decided = (await caseHistory(db, one.id)).filter((event) => event.kind === 'approved' || event.kind === 'declined')
    const state = await stateOf(core, db, one, await listRequests(db, one.id))
    lines.push({
      id: one.id,
      kind: one.kind,
      state,
      ...(one.closed_reason === null ? {} : { closedReason: one.closed_reason === 'waits' ? 'approved' : one.closed_reason }),
      openedAt: one.opened_at,
      by: [...new Set(decided.map((event) => event.by))],
    })
  }
  return lines
}
