import type { Approved } from '@sparekey/protocol/cases'
import type { SuspensionScope } from '@sparekey/protocol/recovery'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { Instant } from '../../kernel/clock.ts'
import { accessCodeLife, makeAccessCode } from '../access-codes/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { closeCase, decideRequest } from '../recovery-requests/index.ts'
import { grantSuspension } from '../suspensions/index.ts'
import { apart, waitOfOne } from './agreement.ts'
import type { AnswerContext } from './answer-context.ts'
import type { AnswerRow } from './recovery-answers.store.ts'

/** Of two different answers the one that gives less holds. */
export function strictest(approvals: AnswerRow[]): { hours: number; fate: 'lost' | 'left'; numberInIt: boolean } {
  return {
    hours: Math.min(...approvals.map((row) => row.hours ?? 24)),
    fate: approvals.some((row) => row.fate !== 'left') ? 'lost' : 'left',
    numberInIt: approvals.some((row) => row.number_in_it !== 0),
  }
}

/** Gives what enough people approved, and closes the case: a suspension for the browser that asked, or for the next one by an
 * access code; or an access code for a new password. After RR-6's wait an access code is made only when it is shown. */
export async function giveApproved(
  core: Core,
  context: AnswerContext,
  q: { state: 'waits' | 'in-force'; approvals: AnswerRow[]; needs: number; scope: SuspensionScope },
): Promise<Static<typeof Approved>> {
  const { tx, now, me, account, request } = context
  const startsAt = startOf(context, q.state)
  if (request) await decideRequest(core, tx, { request: request.id, to: 'approved', by: me.account.id })
  const needsCode = request === undefined
  const later = q.state === 'waits' && needsCode
  // First: the grant ends what is open of the account, this case too.
  await closeCase(core, tx, { case: context.case.id, reason: later ? 'waits' : 'approved' })
  const suspension = context.gives === 'suspension' ? await grant(core, context, { ...q, startsAt }) : undefined
  const result = { state: q.state, ...(startsAt > now ? { startsAt } : {}) }
  if (!needsCode || later) return result
  await noteInCase(core, tx, { case: context.case.id, account: account.id, kind: 'code-made', by: me.account.id })
  const { code, expiresAt } = await makeAccessCode(core, tx, {
    account: account.id,
    purpose: context.gives,
    suspension,
    madeBy: me.account.id,
    worksFrom: startsAt,
    life: accessCodeLife,
  })
  return { ...result, code, codeExpiresAt: expiresAt }
}

/** For any browser only where everybody who agreed said so: of two different answers the one that gives less holds. */
const scopeOf = ({ approvals, scope }: { approvals: AnswerRow[]; scope: SuspensionScope }): SuspensionScope =>
  scope === 'any-browser' && !approvals.every((row) => row.scope === 'any-browser') ? 'next-browser' : scope

/** Now; after RR-6's wait; and never within an hour of the other half, where phone and password are both lost (RR-13). */
function startOf({ now, otherHalf }: AnswerContext, state: 'waits' | 'in-force'): Instant {
  const earliest = state === 'waits' ? now + waitOfOne : now
  return otherHalf?.bothLost ? Math.max(earliest, otherHalf.lastAt + apart) : earliest
}

async function grant(
  core: Core,
  context: AnswerContext,
  q: { approvals: AnswerRow[]; startsAt: Instant; needs: number; scope: SuspensionScope },
): Promise<string> {
  const { tx, me, request } = context
  const { suspension } = await grantSuspension(core, tx, {
    account: context.account.id,
    caseId: context.case.id,
    ...(request ? { requestId: request.id, browser: request.browser_id } : {}),
    scope: scopeOf(q),
    needs: q.needs,
    source: 'approval',
    ...strictest(q.approvals),
    startsAt: q.startsAt,
    by: me.account.name,
    actor: { kind: 'account', id: me.account.id },
  })
  return suspension
}
