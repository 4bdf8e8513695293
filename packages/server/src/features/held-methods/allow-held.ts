import type { HeldDecision } from '@sparekey/protocol/held'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { waitOfOne } from './agreement.ts'
import { type HeldContext, openHeld, qualifyIds, standing } from './held-context.ts'
import { letGo } from './held-items.ts'
import { type AllowanceRow, beginWait, decide, findOpen, insertAllowance, insertApproval } from './held-methods.store.ts'
import { tellAllowed, tellOfHeld } from './tell-of-held.ts'

interface Deciding {
  session: CurrentSession
  item: string
  ip: string
}

/** "Allow again" (AU-4): one of two different people says yes, with a fresh confirmation of exactly this. Where fewer than two
 * qualify, the first yes takes effect after RR-6's wait. */
export async function allowHeld(core: Core, q: Deciding): Promise<Static<typeof HeldDecision> | Refused> {
  return await inTransaction<Static<typeof HeldDecision> | Refused>(core.db, async (tx) => {
    const context = await openHeld(core, tx, q.session, q.item)
    const { account, item, me, now } = context
    const qualify = qualifyIds(context.answerers)
    // RR-6: somebody new is not one of two, as long as there are two others.
    if (me.isNew && qualify.length >= 2) throw new Refusal(refused('may_not_answer', { detail: { why: 'new-approver' } }))
    const allowance = context.allowance ?? (await begin(core, context))
    const params = { account: account.id, item: item.id, name: item.name }
    const first = await insertApproval(tx, {
      id: newId(core.random, 'hap'),
      allowance_id: allowance.id,
      approver_id: me.account.id,
      at: now,
    })
    const waits = qualify.length < 2 && (await beginWait(tx, allowance.id, now + waitOfOne))
    // The same person again says something new only where it begins the wait: the others lost their right meanwhile.
    if (!first && !waits) throw new Refusal(refused('step_not_open', { detail: { step: 'done' } }))
    await requireConfirmation(core, tx, q.session, 'allow-held', params)
    const open = (await findOpen(tx, item.id)) ?? allowance
    const state = await standing(tx, { allowance: open, answerers: context.answerers, now })
    await note(core, context, q, { act: 'held_approved', state })
    if (state === 'allowed') await letItGo(core, context, { allowance: open, by: me.account })
    else await tellOfHeld(core, context, { state, by: me.account.name, startsAt: open.starts_at })
    core.live.publish('console')
    return { state, ...(state === 'waits' && open.starts_at !== null ? { startsAt: open.starts_at } : {}) }
  })
}

async function begin(core: Core, { tx, now, account, item }: HeldContext): Promise<AllowanceRow> {
  const row: AllowanceRow = {
    id: newId(core.random, 'hal'),
    account_id: account.id,
    kind: item.kind,
    item_id: item.id,
    state: 'open',
    opened_at: now,
    starts_at: null,
    decided_at: null,
    decided_by: null,
    reason: null,
  }
  await insertAllowance(tx, row)
  return row
}

/** One refusal ends it (AU-4). It takes nothing away and needs no confirmation: the thing stays held. */
export async function refuseHeld(core: Core, q: Deciding & { reason: string }): Promise<{ ok: true } | Refused> {
  return await inTransaction<{ ok: true } | Refused>(core.db, async (tx) => {
    const context = await openHeld(core, tx, q.session, q.item)
    const { allowance, me, now } = context
    const reason = q.reason.trim()
    const won = allowance && (await decide(tx, { id: allowance.id, to: 'refused', by: me.account.id, reason, now }))
    if (!won) throw new Refusal(refused('not_found'))
    await note(core, context, q, { act: 'held_refused', state: 'refused', reason })
    await tellOfHeld(core, context, { state: 'refused', by: me.account.name, startsAt: null })
    core.live.publish('console')
    return { ok: true }
  })
}

/** Two agreed, or the wait of one is over: it is usable again, and its owner is told.
 * @param q.by nobody where the wait came to its end */
export async function letItGo(
  core: Core,
  context: Pick<HeldContext, 'tx' | 'now' | 'account' | 'item' | 'answerers'>,
  q: { allowance: AllowanceRow; by?: { id: string; name: string } },
): Promise<void> {
  const { tx, now, account, item } = context
  const won = await decide(tx, { id: q.allowance.id, to: 'allowed', by: q.by?.id ?? null, reason: null, now })
  if (!won || !(await letGo(core, tx, { account: account.id, item }))) throw new Refusal(refused('not_found'))
  await record(core, tx, {
    act: 'held_allowed',
    actor: q.by ? { kind: 'account', id: q.by.id } : { kind: 'service' },
    account: account.id,
    detail: { kind: item.kind, item: item.id, waited: q.allowance.starts_at !== null },
  })
  await tellAllowed(core, context, q.by?.name)
  core.live.publish(`account:${account.id}`)
}

async function note(
  core: Core,
  context: HeldContext,
  q: Deciding,
  act: { act: AuditEntry['act']; state: string; reason?: string },
): Promise<void> {
  await record(core, context.tx, {
    act: act.act,
    actor: { kind: 'account', id: context.me.account.id },
    account: context.account.id,
    ...(act.reason ? { reason: act.reason } : {}),
    detail: { kind: context.item.kind, item: context.item.id, state: act.state },
    from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
  })
}
