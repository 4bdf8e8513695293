import type { AtRisk, NoCodes } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { getAccount, loginKeyOf } from '../accounts/index.ts'
import type { Approver } from '../approvers/index.ts'
import { type Method, offersFor } from '../confirmation/index.ts'
import { numberView } from '../phone-numbers/index.ts'
import { rulesFor } from '../policy/index.ts'
import { codesView } from '../recovery-codes/index.ts'
import { answersToday } from './answers-for.ts'
import { askAgainAfter } from './ask-to-prepare.ts'
import { pagesOf } from './pages.ts'
import { askedOfAll, readCoverage } from './read-coverage.ts'
import { countAtRisk, listAtRisk } from './readiness.store.ts'

type Row = Awaited<ReturnType<typeof listAtRisk>>[number]

/** Who would have nothing of their own left if they lost their phone today (RR-12), the worst first, 25 a page. The order comes
 * from one statement over everybody; what is read person by person is read for one page only.
 * @param methods all that could confirm */
export async function atRisk(
  core: Core,
  methods: readonly Method[],
  q: { session: CurrentSession; search?: string; page?: number },
): Promise<AtRisk> {
  const { approvers, ...coverage } = await readCoverage(core, core.db)
  const asked = { ...(await askedOfAll(core, loginKeyOf(q.search ?? ''))), ...coverage }
  const { rows, total, page, pages } = await pageAtRisk(core, asked, q.page ?? 1)
  const people: AtRisk['people'] = []
  for (const row of rows) people.push(await personAtRisk(core, methods, approvers, { ...q, row }))
  return { people, total, page, pages }
}

/** The page that is asked for, or the last one. Everybody is gone through once, unless the page lies beyond the end. */
async function pageAtRisk(core: Core, asked: Parameters<typeof countAtRisk>[1], wanted: number) {
  const rows = await listAtRisk(core.db, { ...asked, page: wanted })
  const total = rows[0] ? Number(rows[0].total) : (await countAtRisk(core.db, asked)).all
  const { page, pages } = pagesOf(total, wanted)
  return { rows: page === wanted ? rows : await listAtRisk(core.db, { ...asked, page }), total, page, pages }
}

async function personAtRisk(
  core: Core,
  methods: readonly Method[],
  approvers: Approver[],
  { session, row }: { session: CurrentSession; row: Row },
): Promise<AtRisk['people'][number]> {
  const now = core.clock.now()
  const account = await getAccount(core.db, row.id)
  const rules = await rulesFor(core.db, account, core.clock.now())
  // The phone always may confirm: without one, what the list counts by columns is asked of the methods themselves.
  const phones = Number(row.phones)
  const alreadyOut = phones === 0 && (await offersFor(core, core.db, methods, { account: account.id, now })).length === 0
  const left = Number(row.left_over)
  const askedAt = row.asked_at === null ? undefined : Number(row.asked_at)
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    role: row.role,
    self: row.id === session.accountId,
    left: left >= 2 ? 'approver' : left === 1 ? 'kit' : 'command',
    ...(await answersToday(core, core.db, account, approvers)),
    phones,
    codes: rules.methods.includes('recovery-code') ? await noCodes(core, row) : 'not-allowed',
    number: (await numberView(core.db, account.id, now)) !== undefined,
    alreadyOut,
    ...(askedAt === undefined ? {} : { askedAt }),
    mayAsk: row.id !== session.accountId && (askedAt === undefined || askedAt <= now - askAgainAfter),
  }
}

/** Why codes would not help. */
async function noCodes(core: Core, row: Row): Promise<NoCodes> {
  if (row.code !== null) return 'off'
  const view = await codesView(core.db, row.id)
  if (!view) return 'none'
  return view.held ? 'held' : 'spent'
}
