import { NewCodes, SavedCodes } from '@sparekey/protocol/account'
import { Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { Routes } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { getAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { rulesFor } from '../policy/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { drawCodeSet, saveCodeSet } from './make-code-set.ts'

/** "Create new codes" (RC-5). The old set counts until the new one was saved: nobody is left without codes by a closed page. */
export function registerRecoveryCodeRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/account/recovery-codes',
    summary: 'Draws ten new recovery codes',
    access: { session: ['full'] },
    answer: NewCodes,
    handle: async ({ session }) => {
      const made = await drawCodeSet(core, {
        accountId: session.accountId,
        join: async (tx) => {
          await requireAllowed(core, tx, session.accountId)
          const confirmed = await requireConfirmation(core, tx, session, 'create-codes', {})
          // SI-16: codes that were added in a weak session are as weak as it, whatever confirmed them.
          return { weakUntil: Math.max(confirmed.weakUntil, session.weakUntil) }
        },
      })
      return made.ok ? newCodesView(core, made) : made
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/account/recovery-codes/saved',
    summary: 'The new codes are saved: they count, the old ones are void',
    access: { session: ['full'] },
    body: SavedCodes,
    answer: Ok,
    handle: async ({ session, body, visitor }) =>
      await inTransaction(core.db, async (tx) => {
        await requireAllowed(core, tx, session.accountId)
        const from = { ip: visitor.ip, session: session.id, browser: session.browserId }
        if (!(await useNewCodes(core, tx, { accountId: session.accountId, set: body.set, from }))) return refused('not_found')
        return { ok: true as const }
      }),
  })
}

/** Codes that would confirm nothing are not made (EN-1).
 * @throws Refusal method_not_usable */
async function requireAllowed(core: Core, tx: Tx, account: string): Promise<void> {
  const { methods } = await rulesFor(tx, await getAccount(tx, account), core.clock.now())
  if (!methods.includes('recovery-code')) throw new Refusal(refused('method_not_usable'))
}

/** Makes a drawn set count, with its record and notice. */
export async function useNewCodes(
  core: Core,
  tx: Parameters<typeof saveCodeSet>[1],
  q: { accountId: string; set: string; from: { ip?: string; session?: string; browser?: string; signIn?: string } },
): Promise<boolean> {
  if (!(await saveCodeSet(core, tx, q))) return false
  const actor = { kind: 'account' as const, id: q.accountId }
  await record(core, tx, { act: 'recovery_codes_created', actor, account: q.accountId, from: q.from })
  await tellOwner(core, tx, { accountId: q.accountId, kind: 'codes-created' })
  core.live.publish(`account:${q.accountId}`)
  return true
}

/** The answer that shows the codes, with what the printed page needs (RC-1). */
export const newCodesView = (core: Pick<Core, 'config'>, made: { set: string; codes: string[] }) => ({
  ...made,
  loginUrl: `${core.config.publicUrl}/login`,
  ...(core.config.support ? { support: core.config.support } : {}),
})
