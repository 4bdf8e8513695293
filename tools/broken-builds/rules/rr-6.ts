import { feature } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const agreement = feature('recovery-answers/agreement.ts')
const approve = feature('recovery-answers/approve-recovery.ts')
const decline = feature('recovery-answers/decline-recovery.ts')
const reasons = feature('recovery-answers/reasons.ts')
const give = feature('recovery-answers/give-approved.ts')
const may = feature('approvers/may-answer.ts')
const answerers = feature('approvers/answerers.ts')

const rule = breaking('RR-6', feature('approvers/may-answer.test.ts'))
const who = breaking('RR-6', feature('approvers/answerers.test.ts'))
const history = breaking('RR-6', feature('approvers/rights-over-time.test.ts'))
const comes = breaking('RR-6', feature('recovery-answers/agreement.test.ts'))
const two = breaking('RR-6', feature('recovery-answers/two-people.routes.test.ts'))
const moved = breaking('RR-6', feature('recovery-answers/rights-moved.routes.test.ts'))
const routes = breaking('RR-6', feature('recovery-answers/recovery-answers.routes.test.ts'))

const flagged = breaking('RR-6', feature('recovery-answers/red-flags.routes.test.ts'))

const because = (name: string): string => `(['${name}'] as const)`

/** Who may answer, and how many must agree. */
export const whoAnswers: RuleBreakage[] = [
  rule('somebody answers for themselves', change(may, "if (facts.self) return 'own-account'", '')),
  rule('a member answers', change(may, "if (facts.role === 'member') return 'role'", '')),
  rule('an approver answers for administrators and approvers', change(may, "if (facts.accountRole !== 'member') return 'role'", '')),
  rule('an approver answers for other groups', change(may, "if (!facts.sharesGroup) return 'not-your-group'", '')),
  who(
    'somebody disabled answers',
    change(
      feature('accounts/find-account.ts'),
      "listActive(db, 'approver')",
      "db.selectFrom('account').selectAll().where('role', '=', 'approver').execute()",
    ),
  ),
  who(
    'somebody without two-factor authentication answers',
    change(answerers, '.filter((one) => one.two_factor_since !== null)\n  const pasts', '\n  const pasts'),
  ),
  ...(['administrator', 'approver', 'marked-group', 'disputed', 'red-flag'] as const).map((name) =>
    comes(`two are not needed because of this: ${name}`, change(agreement, `${because(name)} : []`, '[] : []')),
  ),
  comes('one of two is enough', change(agreement, 'q.two ? counting.length >= 2', 'q.two ? counting.length >= 1')),
  comes(
    'one person twice is two',
    change(agreement, 'new Set([...q.approved, ...(q.otherHalf ?? [])])\n', '[...q.approved, ...(q.otherHalf ?? [])]\n'),
    change(agreement, 'people.size >= 2', 'people.length >= 2'),
  ),
  two(
    'approving two requests of one account is agreeing on both',
    change(reasons, "row.answer_key === key && row.decision === 'approved'", "key !== '' && row.decision === 'approved'"),
  ),
  two(
    'a second person needs no steps',
    change(
      approve,
      "if (row.decision !== 'approved') requireStep(context, 'decide')",
      "if (row.decision !== 'approved' && context.answers.every((one) => one.decision === null)) requireStep(context, 'decide')",
    ),
    change(
      approve,
      'if (!row.contact_kind || !contacts.includes(row.contact_kind))',
      'if (row.contact_kind && !contacts.includes(row.contact_kind))',
    ),
    change(
      feature('recovery-answers/recovery-answers.store.ts'),
      ".where('contact_at', 'is not', null)\n      .where('account_agrees', '=', 1)\n",
      '',
    ),
  ),
  routes(
    'a decline ends nothing',
    change(decline, 'for (const { id } of context.request ? [context.request] : all)', 'for (const { id } of all.slice(all.length))'),
  ),
  two(
    'a decline after somebody agreed ends nothing',
    change(
      decline,
      'for (const { id } of context.request ? [context.request] : all)',
      "for (const { id } of context.answers.some((one) => one.decision === 'approved') ? [] : context.request ? [context.request] : all)",
    ),
  ),
  two(
    'what waits cannot be declined any more',
    change(decline, 'if (await suspensionOfCase(tx, current.id))', 'if (current.id === now.toString())'),
  ),
  two('the wait is an hour', change(agreement, 'waitOfOne = hours(24)', 'waitOfOne = hours(1)')),
  two(
    'one approval takes effect at once where nobody else qualifies',
    change(give, "state === 'waits' ? now + waitOfOne : now", "state === 'waits' ? now : now"),
  ),
  two(
    'nobody is told of an approval that waits',
    change(
      feature('recovery-answers/tell-of-approval.ts'),
      'await tellPeople(core, tx, {\n    to,',
      'await tellPeople(core, tx, {\n    to: to.slice(to.length),',
    ),
  ),
  moved(
    'who lost their right lately is not told of an approval that waits',
    change(
      feature('recovery-answers/tell-of-approval.ts'),
      "result.state === 'waits' ? await formerAnswerers(core, tx, account) : []",
      "result.state === 'waits' ? [] : await formerAnswerers(core, tx, account)",
    ),
  ),
  two(
    'somebody new may not give the approval that waits',
    change(approve, 'if (me.isNew && newApproverIsLeftOut(context, reasons)) throw', 'if (me.isNew) throw'),
  ),
  who(
    'that nobody may answer is not said',
    change(answerers, 'answerers.some((one) => !one.whyNot && one.canConfirm)\n', 'answerers.length >= 0\n'),
    change(answerers, 'if (await anyAdministrator(db, { ...q, account: account.id })) return true', 'return q.now > 0'),
  ),
  comes('five approvals in an hour pause nobody', change(agreement, 'tooMany = 5', 'tooMany = 500')),
  comes('the pause is a minute', change(agreement, 'pause = hours(1)', 'pause = hours(1) / 60')),
  comes('five approvals in a day pause', change(agreement, 'within = hours(1)', 'within = hours(24)')),
  routes(
    'five approvals pause on paper only',
    change(approve, "if (until !== undefined) throw new Refusal(refused('approvals_paused', { retryAt: until }))", ''),
  ),
  routes('the others are not told of the pause', change(approve, 'to: others.map((one) => one.account.id),', 'to: [],')),
  rule(
    'the role of now protects',
    change(
      may,
      'return rolesLately(account, now, past).reduce((highest, one) => (rank[one] > rank[highest] ? one : highest))',
      'return rolesLately(account, now, past)[0] ?? account.role',
    ),
  ),
  two(
    'who was administrator lately is protected as what they are now',
    change(
      answerers,
      'return highestRole(account, now, (await pastsSince(db, now - lookBack, account.id)).get(account.id))',
      'return account.role',
    ),
  ),
  history('what was two steps back is forgotten', change(may, '...past.filter((one) => one.until > since).map((one) => one.role),', '')),
  rule('all of it counts for a day', change(may, 'lookBack = days(7)', 'lookBack = days(1)')),
  moved(
    'marked groups ask for nothing',
    change(
      feature('approvers/marked.ts'),
      'return await markedSince(db, { groups: [...new Set(groups)], since, now })',
      'return (await markedSince(db, { groups: [...new Set(groups)], since, now })) && now === 0',
    ),
  ),
  moved(
    'a marked group that was left an hour ago does not count',
    change(feature('approvers/marked.ts'), ', ...(await groupsLeftSince(db, account, since))]', ']'),
  ),
  moved(
    'a mark that was taken off an hour ago does not count',
    change(feature('policy/standing.ts'), "row.value === 'yes' && until > q.since", "row.value === 'yes' && until > q.now"),
  ),
  who('a new approver is one of two', change(answerers, 'one.canConfirm && !one.isNew)', 'one.canConfirm)')),
  two(
    'a new approver’s approval is taken beside two others',
    change(
      approve,
      'if (me.isNew && newApproverIsLeftOut(context, reasons)) throw',
      'if (me.isNew && context.account.id === me.account.id) throw',
    ),
    change(answerers, 'one.canConfirm && !one.isNew)', 'one.canConfirm)'),
  ),
  moved(
    'who was enabled again just now is not new',
    change(may, " || past.some((one) => one.until > since && one.state !== 'active')", ''),
  ),
  rule('an account that was made yesterday is not new', change(may, 'if (account.created_at > since || past', 'if (past')),
  moved(
    'an approver whose group was given just now is not new',
    change(answerers, 'isNew: one.isNew || given > since', 'isNew: one.isNew'),
  ),
  rule(
    'who was raised just now is not new',
    change(may, 'if (rolesLately(account, now, past).some((one) => rank[one] < rank[account.role])) return true', ''),
  ),
  rule('who changed the account answers for it', change(may, "if (facts.changedIt && facts.anotherMay) return 'changed-account'", '')),
  rule('who changed the account answers for it never', change(may, 'facts.changedIt && facts.anotherMay', 'facts.changedIt')),
  ...[
    ['role', "'role_changed',\n"],
    ['group', "'groups_changed',\n"],
    ['e-mail', "'address_requested',\n  'address_confirmed',\n  'address_removed',\n  'address_change_undone',\n"],
    ['number', "'number_added',\n  'number_changed',\n  'number_removed',\n"],
    ['contact number', "'contact_number_changed',\n"],
  ].map(([what, names]) => who(`who changed this answers for the account: ${what}`, change(answerers, `  ${names}`, ''))),
  flagged(
    'who changed the account and answers all the same is no red flag',
    change(reasons, 'me.changedIt ? me.account.name : undefined', 'me.changedIt ? undefined : undefined'),
  ),
  who(
    'who changed the account is left out though no other can confirm',
    change(answerers, 'standings.some(({ one, facts }) => one.canConfirm && !facts', 'standings.some(({ facts }) => !facts'),
  ),
  two(
    'the approval of somebody who may not answer any more counts',
    change(reasons, ' && mayAnswer.has(row.approver_id),', ' && mayAnswer.size > 0,'),
    change(agreement, 'q.approved.filter((id) => q.qualify.includes(id))', '[...q.approved]'),
  ),
  moved(
    'what was approved stands when its approver is gone',
    change(feature('approvers/approvals-stand.ts'), 'return new Set(standing).size >= needs', 'return new Set(standing).size >= 0'),
  ),
  moved('of two who were needed one must stand', change(feature('approvers/approvals-stand.ts'), '.size >= needs', '.size >= 1')),
]
