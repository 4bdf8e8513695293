import type { Core } from '../../core.ts'
import { inPlainTransaction, inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { rehearsedRight, reserveTyped } from '../attempts/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { isKnownBrowser } from '../browsers/index.ts'
import { tellOwner } from '../notices/index.ts'
import { rehearseCode } from '../recovery-codes/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { rehearseVerificationCode } from '../verification-codes/index.ts'
import {
  deleteFinished,
  deleteUnfinished,
  endPractice,
  findOpen,
  giveTryBack,
  insertPractice,
  setResult,
  takeTry,
} from './practice.store.ts'
import { practiceLife, practiceTries, whatToTry } from './practice-view.ts'

type Part = 'recovery-code' | 'verification-code'
interface From {
  session: CurrentSession
  ip: string
}

const write = (core: Core, tx: Tx, { session, ip }: From, act: AuditEntry['act'], detail: AuditEntry['detail'] = {}): Promise<void> =>
  record(core, tx, {
    act,
    actor: { kind: 'account', id: session.accountId },
    account: session.accountId,
    detail,
    from: { ip, session: session.id, browser: session.browserId },
  })

const openOf = (core: Core, session: CurrentSession) => ({ account: session.accountId, session: session.id, now: core.clock.now() })

/** Begins a rehearsal of losing the phone (RR-12). It tells whether codes are right, so it needs a fresh confirmation: whoever
 * finds an open session and a sheet of codes learns nothing about them here. */
export async function beginPractice(core: Core, q: From): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const { session } = q
    await requireConfirmation(core, tx, session, 'practise', {})
    const now = core.clock.now()
    await deleteUnfinished(tx, session.accountId)
    await insertPractice(tx, {
      id: newId(core.random, 'prc'),
      account_id: session.accountId,
      session_id: session.id,
      started_at: now,
      expires_at: now + practiceLife,
      tries: 0,
      code_result: null,
      verification_result: null,
      finished_at: null,
      passed: 0,
    })
    await write(core, tx, q, 'practice_begun')
    return { ok: true }
  })
}

/** Tries one answer without using it up. Its way is that of every code: one of the rehearsal's few tries is taken and the answer
 * is counted among those of all typed methods, each committed by itself, before it is checked; a right one is taken back from the
 * count and ends no row of wrong ones (SI-10). */
export async function tryInPractice(core: Core, q: From & { part: Part; typed: string }): Promise<Outcome> {
  const { session, part } = q
  const open = await findOpen(core.db, openOf(core, session))
  if (!open) return refused('practice_over')
  const has = await whatToTry(core, core.db, session.accountId)
  if (part === 'recovery-code' ? has.codes === 0 : !has.verification) return refused('method_not_usable')
  const taken = await inTransaction(core.db, async (tx) => {
    if (!(await takeTry(tx, { ...openOf(core, session), id: open.id, most: practiceTries }))) throw new Refusal(refused('practice_over'))
    return { ok: true as const }
  })
  if (!taken.ok) return taken
  const lane = (await isKnownBrowser(core, core.db, session.browserId, session.accountId)) ? 'known' : 'other'
  const reserved = await reserveTyped(core, { account: session.accountId, lane, method: part })
  if (!reserved.ok) return reserved
  const right =
    part === 'recovery-code'
      ? await rehearseCode(core, session.accountId, q.typed)
      : await rehearseVerificationCode(core, session.accountId, q.typed)
  await inPlainTransaction(core.db, async (tx) => {
    await write(core, tx, q, 'practice_answered', { method: part, right })
    if (right) {
      await rehearsedRight(tx, { account: session.accountId, lane, attempt: reserved.attempt })
      await giveTryBack(tx, open.id)
      await setResult(tx, { id: open.id, part: part === 'recovery-code' ? 'code' : 'verification', result: 'right' })
    } else if (reserved.last) await tellOwner(core, tx, { accountId: session.accountId, kind: 'typed-methods-off', params: { ip: q.ip } })
  })
  return right ? { ok: true } : refused('code_not_accepted')
}

/** "I would not find them", or no phone at hand: the rehearsal goes on, and says so at the end. */
export async function skipInPractice(core: Core, q: From & { part: Part }): Promise<Outcome> {
  const open = await findOpen(core.db, openOf(core, q.session))
  if (!open) return refused('practice_over')
  const result =
    q.part === 'recovery-code' ? ({ part: 'code', result: 'not-found' } as const) : ({ part: 'verification', result: 'skipped' } as const)
  await inPlainTransaction(core.db, (tx) => setResult(tx, { id: open.id, ...result }))
  return { ok: true }
}

/** The end: it counts as practised where something that the person has was tried and worked.
 * @returns refusal step_not_open while a part was neither tried nor passed over */
export async function finishPractice(core: Core, q: From): Promise<Outcome> {
  const { session } = q
  const has = await whatToTry(core, core.db, session.accountId)
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const open = await findOpen(tx, openOf(core, session))
    if (!open) throw new Refusal(refused('practice_over'))
    const codes = open.code_result === 'right'
    const verification = open.verification_result === 'right'
    if ((has.codes > 0 && !open.code_result) || (has.verification && !open.verification_result)) throw new Refusal(refused('step_not_open'))
    const passed = codes || verification
    if (!(await endPractice(tx, { ...openOf(core, session), id: open.id, passed }))) throw new Refusal(refused('practice_over'))
    // One that failed does not take away the day of one that went well.
    if (passed) await deleteFinished(tx, session.accountId, open.id)
    await write(core, tx, q, 'practice_finished', { codes, verification, passed })
    core.live.publish(`account:${session.accountId}`)
    return { ok: true }
  })
}
