import type { Approved } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { formerAnswerers } from '../approvers/index.ts'
import { tellPeople, timeText } from '../notices/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import type { AnswerContext } from './answer-context.ts'

/** Each approval is told: to the owner, with "Stop this" (RR-3), and at once to all others who may answer (RR-6). A suspension
 * that was granted is told to its owner by the grant itself. */
export async function tellOfApproval(core: Core, context: AnswerContext, result: Static<typeof Approved>): Promise<void> {
  const { tx, account, me, answerers } = context
  const starts = result.startsAt === undefined ? {} : { startsAt: timeText(result.startsAt) }
  const by = { by: me.account.name }
  if (result.state === 'needs-second') await tellOfRecovery(core, tx, { account: account.id, kind: 'recovery-agreed', params: by })
  else if (context.gives === 'password')
    await tellOfRecovery(core, tx, { account: account.id, kind: 'access-code-made', params: { ...by, ...starts } })
  const able = answerers.filter((one) => !one.whyNot).map((one) => one.account.id)
  // Who waits alone may have seen to it that nobody else can answer: those who could until lately are told too.
  const former = result.state === 'waits' ? await formerAnswerers(core, tx, account) : []
  const to = [...able, ...former].filter((id) => id !== me.account.id)
  await tellPeople(core, tx, {
    to,
    kind: 'recovery-answered',
    case: context.case.id,
    params: { account: account.id, ...by, state: result.state, kind: context.gives, ...starts },
  })
}
