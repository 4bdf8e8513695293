import type { WithoutTwoFactor } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import { loginKeyOf } from '../accounts/index.ts'
import { standingsOf } from '../policy/index.ts'
import { pagesOf } from './pages.ts'
import { askedOfAll } from './read-coverage.ts'
import { countLacking, listLacking } from './readiness.store.ts'

type Person = WithoutTwoFactor['people'][number]

/** Who has no second factor now, why, and until when (RR-12), 25 a page. A page beyond the last one is the last one. */
export async function withoutTwoFactor(core: Core, q: { search?: string; page?: number }): Promise<WithoutTwoFactor> {
  const asked = await askedOfAll(core, loginKeyOf(q.search ?? ''))
  const total = await countLacking(core.db, asked)
  const { page, pages } = pagesOf(total, q.page)
  const rows = await listLacking(core.db, { ...asked, page })
  const standings = await standingsOf(core.db, rows, asked.now)
  const people = rows.map((row) => ({
    id: row.id,
    name: row.name,
    login: row.login,
    role: row.role,
    ...whyOf({ ...row, deadline: standings.get(row.id)?.deadline }),
  }))
  return { people, total, page, pages }
}

function whyOf(row: {
  two_factor_since: number | null
  deadline: number | undefined
  suspended_until: number | null
}): Pick<Person, 'why' | 'until'> {
  // Also a deadline that is over: logging in leads to the set-up only. Without one, nothing is asked for.
  if (row.two_factor_since === null) return { why: 'not-set-up', ...(row.deadline === undefined ? {} : { until: row.deadline }) }
  if (row.suspended_until !== null) return { why: 'suspended', until: Number(row.suspended_until) }
  return { why: 'no-method' }
}
