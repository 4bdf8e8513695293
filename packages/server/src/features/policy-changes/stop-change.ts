import type { SettingName } from '@sparekey/protocol/policy-settings'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { requireAdministrator, takeTurn } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { groupNamed } from '../groups/index.ts'
import { tellAdministrators } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { splitWords } from './messages/en.ts'
import { findRule, stopRule } from './policy-changes.store.ts'

type Ok = { ok: true }

/** "Stop" (EN-1): what waits never takes effect. Any administrator, whoever made it; all are told. */
export async function stopChange(core: Core, q: { session: CurrentSession; ip: string; change: string }): Promise<Ok | Refused> {
  return await inTransaction<Ok | Refused>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, q.session.accountId)
    await takeTurn(tx, 'policy')
    const row = await findRule(tx, q.change)
    if (!row) return refused('not_found')
    const now = core.clock.now()
    if (!(await stopRule(tx, { id: row.id, by: by.id, now }))) throw new Refusal(refused('policy_change_over'))
    const name = row.group_id === '' ? 'Everyone' : ((await groupNamed(tx, row.group_id))?.name ?? '')
    const changes = `${row.setting}=${row.value ?? ''}`
    await requireConfirmation(core, tx, q.session, 'stop-policy-change', { change: row.id, name, changes })
    await record(core, tx, {
      act: 'policy_change_stopped',
      actor: { kind: 'account', id: by.id },
      detail: {
        scope: row.group_id || 'everyone',
        name,
        setting: row.setting,
        later: row.value ?? '',
        worksFrom: row.works_from,
        madeBy: row.made_by,
      },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    const later = splitWords(row.setting as SettingName, row.value ?? undefined)
    await tellAdministrators(core, tx, { kind: 'policy-stopped', params: { by: by.name, scope: name, later }, page: 'console' })
    core.live.publish('console')
    return { ok: true }
  })
}
