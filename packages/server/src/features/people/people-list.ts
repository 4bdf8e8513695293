import type { People } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import { loginKeyOf } from '../accounts/index.ts'
import { countPeople, listPeople, pageSize } from './people.store.ts'

/** People by name, 25 a page. The search finds names, login names and addresses. A page beyond the last one is the last one. */
export async function peopleList(core: Pick<Core, 'db'>, q: { search?: string; page?: number }): Promise<People> {
  const key = loginKeyOf(q.search ?? '')
  const total = await countPeople(core.db, key)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(q.page ?? 1, pages)
  const rows = await listPeople(core.db, key, page)
  const people = rows.map((row) => ({
    id: row.id,
    login: row.login,
    name: row.name,
    ...(row.email ? { email: row.email } : {}),
    role: row.role,
    state: row.state as 'invited' | 'active' | 'disabled',
    twoFactor: row.two_factor_since !== null,
    ...(row.last_login_at ? { lastLoginAt: Number(row.last_login_at) } : {}),
  }))
  return { people, total, page, pages }
}
