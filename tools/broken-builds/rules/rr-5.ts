import { feature } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const step = feature('recovery-answers/answer-step.ts')
const steps = feature('recovery-answers/take-steps.ts')
const store = feature('recovery-answers/recovery-answers.store.ts')
const approve = feature('recovery-answers/approve-recovery.ts')
const caller = feature('recovery-answers/check-caller-code.ts')

const order = breaking('RR-5', feature('recovery-answers/answer-step.test.ts'))
const rule = breaking('RR-5', feature('recovery-answers/recovery-answers.routes.test.ts'))
const manager = breaking('RR-5', feature('recovery-answers/manager-questions.routes.test.ts'))

/** The four steps of an approval. */
export const fourSteps: RuleBreakage[] = [
  rule('five wrong caller codes bar nobody', change(step, 'callerTries = 5', 'callerTries = 500')),
  rule('the first wrong caller code bars', change(step, 'callerTries = 5', 'callerTries = 1')),
  order('who typed five wrong caller codes goes on', change(step, "return 'barred'", "return 'caller-code'")),
  rule(
    'five wrong caller codes of one approver bar them all',
    change(
      store,
      ".where('answer_key', '=', key).where('approver_id', '=', approver)",
      ".where('answer_key', '=', key).orderBy('caller_tries', 'desc')",
    ),
  ),
  order('the account comes without a contact', change(step, "if (row.contact_at === null) return 'contact'\n", '')),
  order(
    'the caller code comes before the account',
    change(step, "if (row.account_at === null) return 'account'", "if (row.account_at === null) return 'caller-code'"),
  ),
  order(
    'the decision comes without the caller code',
    change(step, "asksCallerCode && row.caller_ok_at === null ? 'caller-code' : 'decide'", "'decide'"),
  ),
  rule(
    'the account is compared before anybody was contacted',
    change(steps, "requireStep(context, 'account')", ''),
    change(store, ".where('contact_at', 'is not', null)\n      .where('account_at', 'is', null)", ".where('account_at', 'is', null)"),
  ),
  rule(
    'the caller code is taken before its turn',
    change(caller, "requireStep(context, 'caller-code')", ''),
    change(store, ".where('caller_ok_at', 'is', null)\n      .where('account_agrees', '=', 1)", ".where('caller_ok_at', 'is', null)"),
  ),
  rule(
    'an approval needs no steps',
    change(approve, "requireStep(context, 'decide')", 'requireStep(context, context.step)'),
    change(
      approve,
      'if (!row.contact_kind || !contacts.includes(row.contact_kind))',
      'if (row.contact_kind && !contacts.includes(row.contact_kind))',
    ),
    change(store, ".where('contact_at', 'is not', null)\n      .where('account_agrees', '=', 1)\n", ''),
  ),
  rule(
    'what does not agree is approved all the same',
    change(step, 'row.account_agrees === 0 || row.manager_agrees === 0', 'row.manager_agrees === 0'),
    change(store, ".where('caller_ok_at', 'is', null)\n      .where('account_agrees', '=', 1)", ".where('caller_ok_at', 'is', null)"),
    change(store, ".where('contact_at', 'is not', null)\n      .where('account_agrees', '=', 1)\n", ''),
  ),
  order('what does not agree can be compared again', change(step, "return 'decline-only'", "return 'account'")),
  manager(
    'a manager who says no is asked again',
    change(step, 'row.account_agrees === 0 || row.manager_agrees === 0', 'row.account_agrees === 0'),
  ),
  rule(
    'a caller code of three minutes ago is right',
    change(feature('recovery-requests/request.ts'), '[minute, minute - 1].map', '[minute, minute - 1, minute - 2, minute - 3].map'),
  ),
  rule(
    'the last minute’s caller code is wrong',
    change(feature('recovery-requests/request.ts'), '[minute, minute - 1].map', '[minute].map'),
  ),
  rule(
    'all requests show one caller code',
    change(
      feature('recovery-requests/request.ts'),
      "secrets.mac('caller-code', request, String(minute))",
      "secrets.mac('caller-code', request.slice(0, 3), String(minute))",
    ),
  ),
  rule(
    'a caller code is taken on and on',
    change(store, ".where('caller_tries', '<', tries)\n", ''),
    change(caller, 'Math.max(0, callerTries - context.row.caller_tries)', 'callerTries'),
    change(step, 'row.caller_tries >= callerTries', 'row.caller_tries >= 500'),
  ),
  rule(
    'an approval is confirmed by nothing',
    change(approve, "await requireConfirmation(core, tx, q.session, 'approve-recovery', {", 'void Object({'),
  ),
  rule(
    'a confirmation of one approval serves for another length',
    change(approve, 'hours: String(given.hours),\n      scope', "hours: '24',\n      scope"),
  ),
  rule('a recovery code confirms an approval', change(feature('confirmation/act-rules.ts'), "  act === 'approve-recovery' ||\n", '')),
  rule(
    'a call back needs no number on record',
    change(steps, '.find((one) => one.id === id)\n', '.find((one) => id !== one.id || true)\n'),
  ),
  rule(
    'a call back goes to a number of today',
    change(steps, 'numbersAsOf(core, tx, account.id, now - onRecordFor)', 'numbersAsOf(core, tx, account.id, now)'),
  ),
  rule(
    'a call back to the number in the lost phone counts',
    change(approve, 'number?.sms && given.numberInIt', 'number?.sms && !given.fate'),
  ),
  rule('a contact needs no words', change(steps, "if (words === '') throw bad()", '')),
  rule(
    'a decline needs no reason',
    change(
      'protocol/src/cases.ts',
      'reason: Type.String({ minLength: 3, maxLength: 300 }) },\n  { additionalProperties: false },\n)\nexport type DeclineStep',
      'reason: Type.String({ minLength: 0, maxLength: 300 }) },\n  { additionalProperties: false },\n)\nexport type DeclineStep',
    ),
  ),
  manager(
    'the manager named yesterday is asked',
    change(
      feature('recovery-answers/manager-on-record.ts'),
      "first ? String(first.detail.from ?? '') : account.manager_id",
      'first ? account.manager_id : account.manager_id',
    ),
  ),
  manager('who answers vouches as manager as well', change(steps, 'manager.id === me.account.id', 'manager.id === account.id')),
  manager(
    'asking the manager is the contact',
    change(steps, "kind: 'manager', detail, at: null, manager", "kind: 'manager', detail, at: now, manager"),
  ),
  manager(
    'anybody answers in the manager’s place',
    change(store, ".where('recovery_approval.manager_id', '=', manager)\n", ''),
    change(store, ".where('manager_id', '=', q.manager)\n", ''),
  ),
  manager(
    'a manager’s word can be taken back',
    change(store, ".where('manager_answered_at', 'is', null)\n", ''),
    change(store, ".where('recovery_approval.manager_answered_at', 'is', null)\n", ''),
  ),
]
