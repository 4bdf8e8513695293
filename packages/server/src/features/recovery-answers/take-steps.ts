import type { AccountStep, ContactStep } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { tellPeople } from '../notices/index.ts'
import { numbersAsOf } from '../phone-numbers/index.ts'
import { type AnswerContext, openAnswer, recordStep, requireStep } from './answer-context.ts'
import { type ContactNote, noteText } from './contacts.ts'
import { managerOnRecord, onRecordFor } from './manager-on-record.ts'
import { setAccount, setContact } from './recovery-answers.store.ts'

interface By {
  session: CurrentSession
  ip: string
}

const bad = () => new Refusal(refused('bad_request'))
const tidy = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()

/** Step 1 (RR-5): the contact that this approver started. A call back goes to a number of 7 days ago that was in no lost phone;
 * the manager of 7 days ago is asked, and the step is done once they agreed in their own session. */
export async function makeContact(core: Core, q: By & { case: string; given: Static<typeof ContactStep> }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const { kind, number, request } = q.given
    const words = tidy(q.given.words)
    const context = await openAnswer(core, tx, q.session, { case: q.case, request })
    requireStep(context, 'contact')
    if (!context.contacts.includes(kind)) throw bad()
    if (kind === 'manager') return await askManager(core, context, words, q)
    if (words === '') throw bad()
    const note: ContactNote = { words, ...(kind === 'call-back' ? { number: await numberToCall(core, context, number) } : {}) }
    const { row, now } = context
    const set = await setContact(tx, { id: row.id, kind, detail: JSON.stringify(note), at: now, manager: null, now })
    if (!set) throw new Refusal(refused('step_not_open'))
    await recordStep(core, context, {
      ...q,
      act: 'recovery_contact_made',
      detail: { kind },
      note: { kind: 'contact', params: { kind, words: noteText(note) } },
    })
    return { ok: true }
  })
}

async function numberToCall(core: Core, context: AnswerContext, id: string | undefined): Promise<NonNullable<ContactNote['number']>> {
  const { tx, now, account } = context
  const number = (await numbersAsOf(core, tx, account.id, now - onRecordFor)).find((one) => one.id === id)
  if (!number || number.blocked || number.held) throw bad()
  return { id: number.id, lastTwo: number.number.slice(-2), sms: number.kind === 'sms' }
}

async function askManager(core: Core, context: AnswerContext, words: string, by: By): Promise<Outcome> {
  const { tx, account, me, row, now } = context
  const manager = await managerOnRecord(core, tx, account)
  // Whoever answers does not vouch for the person as well.
  if (!manager || manager.id === me.account.id) throw bad()
  const detail = JSON.stringify({ words } satisfies ContactNote)
  if (!(await setContact(tx, { id: row.id, kind: 'manager', detail, at: null, manager: manager.id, now })))
    throw new Refusal(refused('step_not_open'))
  const note = { kind: 'manager-asked' as const, params: { name: manager.name, words } }
  await recordStep(core, context, { ...by, act: 'recovery_manager_asked', detail: { manager: manager.id }, note })
  const params = { account: account.id, by: me.account.name }
  await tellPeople(core, tx, { to: [manager.id], kind: 'manager-asked', params, page: 'account' })
  return { ok: true }
}

/** Step 2: whether what the person said of time, computer and place agrees. If not, only declining is left. */
export async function compareAccount(core: Core, q: By & { case: string; given: Static<typeof AccountStep> }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const { agrees, said, request } = q.given
    const context = await openAnswer(core, tx, q.session, { case: q.case, request })
    requireStep(context, 'account')
    if (tidy(said) === '') throw bad()
    if (!(await setAccount(tx, { id: context.row.id, agrees, now: context.now }))) throw new Refusal(refused('step_not_open'))
    const note = { kind: agrees ? ('account-agrees' as const) : ('account-differs' as const), params: { said: tidy(said) } }
    await recordStep(core, context, { ...q, act: 'recovery_account_compared', reason: tidy(said), detail: { agrees }, note })
    return { ok: true }
  })
}
