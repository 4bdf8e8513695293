import type { Group } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { loginKeyOf, readName, requireAdministrator } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { insertGroup } from './groups.store.ts'

/** Makes a group without members. */
export async function createGroup(core: Core, q: { session: CurrentSession; name: string; ip: string }): Promise<Group | Refused> {
  const name = readName(q.name)
  if (!name) return refused('bad_request')
  const id = newId(core.random, 'grp')
  return await inTransaction<Group | Refused>(core.db, async (tx) => {
    await requireAdministrator(tx, q.session.accountId)
    if (!(await insertGroup(tx, { id, name, name_key: loginKeyOf(name), created_at: core.clock.now() }))) return refused('group_taken')
    await record(core, tx, {
      act: 'group_created',
      actor: { kind: 'account', id: q.session.accountId },
      detail: { group: id },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    core.live.publish('console')
    return { id, name, members: 0, holds: [], answeredBy: [] }
  })
}
