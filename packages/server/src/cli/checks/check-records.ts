import { lastRecordAt } from '../../features/installation/index.ts'
import { minutes } from '../../kernel/clock.ts'
import type { Check } from './finding.ts'

/** A clock that was set back makes codes and links live longer than they should. */
export const checkRecords: Check = async ({ core }) => {
  const last = await lastRecordAt(core.db)
  const ahead = last - core.clock.now()
  if (ahead <= minutes(1)) return [{ state: 'ok', says: 'nothing in the database comes from the future' }]
  return [
    {
      state: 'bad',
      says: `the last record is ${Math.round(ahead / 1000)} s ahead of this machine: its clock was set back, or another node’s is wrong`,
    },
  ]
}
