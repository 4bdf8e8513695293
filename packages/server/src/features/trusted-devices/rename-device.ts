import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { plainName } from './device-name.ts'
import { setName } from './trusted-devices.store.ts'

/** "Rename" (TD-4). It changes no power, so it needs no fresh confirmation. */
export async function renameDevice(core: Core, session: CurrentSession, q: { device: string; name: string; ip: string }): Promise<Outcome> {
  const name = plainName(q.name)
  if (!name) return refused('bad_request')
  return await inTransaction(core.db, async (tx) => {
    if (!(await setName(tx, { id: q.device, account: session.accountId, name }))) throw new Refusal(refused('device_unknown'))
    await record(core, tx, {
      act: 'device_renamed',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { device: q.device },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    core.live.publish(`device:${q.device}`)
    return { ok: true as const }
  })
}
