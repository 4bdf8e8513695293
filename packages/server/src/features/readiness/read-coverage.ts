import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { type Approver, listAnsweringRoles } from '../approvers/index.ts'
import { typedOffAfter } from '../attempts/index.ts'
import { kitView } from '../break-glass/index.ts'
import { answeringGroupsOf } from '../groups/index.ts'
import { scopesBarring } from '../policy/index.ts'
import { smsIsOn } from '../sms-gateways/index.ts'
import type { AskedOfAll } from './people-facts.store.ts'
import type { Coverage } from './readiness.store.ts'

/** Who could answer for whom now, read once for a list of any length. */
export async function readCoverage(core: Core, db: Db): Promise<Coverage & { approvers: Approver[] }> {
  const approvers = await listAnsweringRoles(core, db)
  const able = approvers.filter((one) => one.canConfirm)
  const groups = new Set<string>()
  for (const { account } of able.filter((one) => one.account.role === 'approver'))
    for (const { id } of await answeringGroupsOf(db, account.id)) groups.add(id)
  return {
    approvers,
    administrators: able.filter((one) => one.account.role === 'admin').map((one) => one.account.id),
    groups: [...groups],
    kit: (await kitView(db)).madeAt !== undefined,
  }
}

/** What the lists ask of every account.
 * @param search as `loginKeyOf` returned it */
export async function askedOfAll(core: Core, search: string): Promise<AskedOfAll> {
  const now = core.clock.now()
  return {
    origin: core.config.origin,
    now,
    search,
    sms: smsIsOn(core),
    barred: { codes: await scopesBarring(core.db, 'recovery-code', now), sms: await scopesBarring(core.db, 'sms', now) },
    typedOff: typedOffAfter,
  }
}
