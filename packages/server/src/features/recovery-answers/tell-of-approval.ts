import type { Approved } from '@sparekey/protocol/recovery'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
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
  const to = answerers.filter((one) => !one.whyNot && one.account.id !== me.account.id).map((one) => one.account.id)
  await tellPeople(core, tx, {
    to,
    kind: 'recovery-answered',
    params: { account: account.id, ...by, state: result.state, kind: context.gives, ...starts },
  })
}
