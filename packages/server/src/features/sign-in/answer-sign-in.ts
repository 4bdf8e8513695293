import type { MethodKind } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { inPlainTransaction, inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { reserveTyped } from '../attempts/index.ts'
import { type Method, offerOf } from '../confirmation/index.ts'
import { tellOwner } from '../notices/index.ts'
import { confirmSignIn } from './confirm.ts'
import { confirmable, signInIn } from './current-sign-in.ts'
import { noteSignIn } from './login-history.ts'
import type { SignInRow } from './sign-in.store.ts'

/** A code typed on the login page. The path of every code: reserve an attempt, committed by itself → check → spend by one
 * conditional update → confirm (DESIGN §2). */
export async function answerSignIn(
  core: Core,
  methods: readonly Method[],
  q: { method: MethodKind; answer: string; visitor: Visitor },
): Promise<Outcome<{ signIn: SignInRow }>> {
  const current = await signInIn(core, q.visitor, 'waiting')
  if (!current.ok) return current
  const signIn = confirmable(current.signIn)
  const method = methods.find((one) => one.kind === q.method)
  if (!method?.check || !(await offerOf(core, core.db, method, { account: signIn.accountId, signIn, now: core.clock.now() })))
    return refused('method_not_usable')

  const reserved = await reserveTyped(core, { account: signIn.accountId, lane: signIn.lane, method: q.method })
  if (!reserved.ok) return reserved
  const checked = await method.check(core, signIn, q.answer)
  const outcome = checked.ok
    ? await inTransaction<Outcome>(core.db, async (tx) => {
        const confirmation = await checked.spend(tx)
        if (!confirmation) throw new Refusal(refused('code_not_accepted'))
        await confirmSignIn(core, tx, {
          signIn: signIn.id,
          account: signIn.accountId,
          method: q.method,
          confirmation,
          attempt: reserved.attempt,
        })
        return { ok: true }
      })
    : checked
  if (outcome.ok) return current
  await noteWrongCode(core, current.signIn, { method: q.method, last: reserved.last })
  return outcome
}

/** In the history; and told to the owner where it was the one too many (SI-10). */
async function noteWrongCode(core: Core, signIn: SignInRow, q: { method: MethodKind; last: boolean }): Promise<void> {
  await inPlainTransaction(core.db, async (tx) => {
    await noteSignIn(core, tx, signIn, { result: 'wrong-code', method: q.method })
    if (!q.last) return
    const params = { agent: signIn.agent, ip: signIn.ip }
    await tellOwner(core, tx, { accountId: signIn.account_id, kind: 'typed-methods-off', params })
  })
}
