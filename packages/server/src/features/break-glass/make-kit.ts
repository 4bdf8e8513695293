import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { minutes } from '../../kernel/clock.ts'
import { AppError } from '../../kernel/errors.ts'
import { done, type Outcome } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { countAccounts, requireAdministrator } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellAdministrators } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { endKits, findAny, insertKit } from './break-glass.store.ts'
import { drawKit, shownKit } from './break-glass-kit.ts'

/** The first kit comes with the first administrator's set-up, in its session or in the one that the set-up led to. ms */
const firstKitWithin = minutes(15)

/** Makes the kit anew and shows it this once; the one before is void (RR-11). Only its digest is kept: it is in no log and
 * in no record, and nothing that the service prints.
 * @throws Refusal confirmation_needed, but for the very first kit */
export async function makeKit(core: Core, session: CurrentSession, ip: string): Promise<Outcome<{ kit: string; madeAt: number }>> {
  const kit = drawKit(core.random)
  return await inTransaction<Outcome<{ kit: string; madeAt: number }>>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, session.accountId)
    if (!(await isFirstKit(core, tx, session))) {
      if (session.access !== 'full') throw new AppError(403, 'access_too_low')
      await requireConfirmation(core, tx, session, 'make-break-glass-kit', {})
    }
    const now = core.clock.now()
    await endKits(tx, now)
    const id = newId(core.random, 'kit')
    await insertKit(tx, { id, digest: core.secrets.digest('break-glass', kit), made_at: now, made_for: by.id })
    await record(core, tx, {
      act: 'break_glass_kit_made',
      actor: { kind: 'account', id: by.id },
      detail: { kit: id },
      from: { ip, session: session.id, browser: session.browserId },
    })
    await tellAdministrators(core, tx, { kind: 'admin-kit-made', params: { account: by.id } })
    return done({ kit: shownKit(kit), madeAt: now })
  })
}

/** The set-up of the first administrator, before it is complete; or the session that it ended in, if no kit was made on the way. */
async function isFirstKit(core: Core, tx: Tx, session: CurrentSession): Promise<boolean> {
  if (session.access === 'set-up')
    return session.startedAs === 'first-start' && (await countAccounts(tx, { role: 'admin', everSetUp: true })) === 0
  if (session.startedAs !== 'set-up' || session.createdAt <= core.clock.now() - firstKitWithin) return false
  return (await findAny(tx)) === undefined
}
