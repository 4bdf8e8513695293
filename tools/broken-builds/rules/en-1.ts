import { feature } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const rules = feature('policy/rules.ts')
const deadline = feature('policy/deadline.ts')
const save = feature('policy-changes/save-policy.ts')
const preview = feature('policy-changes/preview-policy.ts')
const stop = feature('policy-changes/stop-change.ts')
const extend = feature('people/extend-deadline.ts')
const settings = 'protocol/src/policy-settings.ts'

const shipped = breaking('EN-1', feature('policy/rules.test.ts'))
const strict = breaking('EN-1', 'protocol/src/policy-settings.test.ts')
const rule = breaking('EN-1', feature('policy-changes/policy.routes.test.ts'))
const due = breaking('EN-2', feature('policy/rules.test.ts'))
const hits = breaking('EN-2', feature('policy-changes/policy.routes.test.ts'))
const person = breaking('EN-2', feature('people/rules-of-person.routes.test.ts'))
const signIn = breaking('EN-2', feature('sign-in/next-step.test.ts'))

/** The rules of the company, and their deadlines. */
export const rulesForAll: RuleBreakage[] = [
  shipped('administrators have ten days', change(rules, "setUpDays: '0', methods", "setUpDays: '10', methods")),
  shipped(
    'administrators need no two-factor authentication where the rules ask for none',
    change(rules, "{ required: 'yes', setUpDays", '{ setUpDays'),
  ),
  shipped('members have a month', change(settings, "setUpDays: '10'", "setUpDays: '30'")),
  shipped('members need no two-factor authentication as shipped', change(settings, "required: 'yes',\n", "required: 'no',\n")),
  shipped('administrators confirm by SMS', change(rules, "methods: allMethods.filter((kind) => kind !== 'sms').join(','), ", '')),
  strict(
    'of two values the weaker holds',
    change(settings, "return less === (setting.strict === 'less') ? a : b", "return less === (setting.strict === 'less') ? b : a"),
  ),
  strict('of two flags the weaker holds', change(settings, 'return a === setting.strict ? a : b', 'return a === setting.strict ? b : a')),
  strict(
    'methods of one group are added to those of another',
    change(
      settings,
      '.filter((one) => other.includes(one))\n      .join',
      ".filter((one) => other.includes(one) || one === 'sms')\n      .join",
    ),
  ),
  strict(
    'the last group decides',
    change(settings, 'before === undefined ? value : stricterOf(name, before, value)', 'before === undefined ? value : value'),
  ),
  strict(
    'what is weaker holds at once',
    change(
      settings,
      'return now === after ? { now } : { now, later: { value: after } }',
      'return now === after ? { now } : { now: after }',
    ),
  ),
  strict(
    'to say nothing any more holds at once',
    change(settings, 'return { now: before, later: { value: undefined } }', 'return { now: undefined }'),
  ),
  rule(
    'groups say nothing',
    change(
      feature('policy/standing.ts'),
      'return rulesOf((await readScopes(db, account, now)).map((one) => one.settings))',
      'return rulesOf((await readScopes(db, account, now)).slice(0, 1).map((one) => one.settings))',
    ),
  ),
  rule(
    'what leaves somebody without a method is saved',
    change(save, 'if (preview.leftWithout.count > 0) throw', 'if (preview.leftWithout.count > 1000) throw'),
  ),
  rule(
    'what is weaker waits for an hour',
    change(feature('policy-changes/draft.ts'), 'weakeningWait = hours(24)', 'weakeningWait = hours(1)'),
  ),
  rule(
    'administrators are not told',
    change(save, "await tellAdministrators(core, tx, {\n    kind: 'policy-changed'", "void Object({\n    kind: 'policy-changed'"),
  ),
  rule(
    'only who made it stops it',
    change(stop, "if (!row) return refused('not_found')", "if (!row || row.made_by !== by.id) return refused('not_found')"),
  ),
  rule(
    'a change is stopped without a confirmation',
    change(stop, "await requireConfirmation(core, tx, q.session, 'stop-policy-change', { change: row.id, name, changes })", ''),
  ),
  rule(
    'what took effect is stopped',
    change(
      feature('policy-changes/policy-changes.store.ts'),
      "      .where('works_from', '>', q.now)\n      .executeTakeFirstOrThrow",
      '      .executeTakeFirstOrThrow',
    ),
  ),
  rule(
    'a stop stops nothing',
    change(
      feature('policy-changes/policy-changes.store.ts'),
      '.set({ stopped_at: q.now, stopped_by: q.by })',
      '.set({ stopped_by: q.by })',
    ),
  ),
  rule(
    'nobody is told of a stop',
    change(stop, "await tellAdministrators(core, tx, { kind: 'policy-stopped',", "void Object({ kind: 'policy-stopped',"),
  ),
  rule(
    'rules are changed without a confirmation',
    change(save, "await requireConfirmation(core, tx, q.session, 'change-policy', { scope: draft.scope, name, changes, digest })", ''),
  ),
  rule(
    'another draft than the one that was shown is saved',
    change(save, "if (preview.digest !== digest) throw new Refusal(refused('policy_changed'))\n", ''),
  ),
  rule(
    'an older change that waits takes effect beside a newer one',
    change(save, 'await replaceWaiting(tx, { scope: q.scope, setting, now })\n', ''),
  ),
  rule('a recovery code confirms a change of the rules', change(feature('confirmation/act-rules.ts'), "  'change-policy',\n", '')),
  rule(
    'a shorter session life leaves open sessions',
    change(feature('sessions/session-gate.ts'), 'session.created_at + sessionLife', 'session.created_at + sessionLife * 1000'),
  ),
  due('the latest deadline of several groups counts', change(deadline, 'const due = Math.min(...dues)', 'const due = Math.max(...dues)')),
  due(
    'somebody was late for a rule before it was made',
    change(deadline, 'const start = Math.max(activeSince, askedSince)', 'const start = activeSince'),
  ),
  due(
    'an administrator’s deadline can be extended',
    change(
      deadline,
      "account.role === 'member' ? Math.max(due, account.due_extended_until ?? 0) : due",
      'Math.max(due, account.due_extended_until ?? 0)',
    ),
  ),
  due('an extension changes nothing', change(deadline, 'Math.max(due, account.due_extended_until ?? 0) : due', 'due : due')),
  signIn(
    'after the deadline the password alone opens everything',
    change(
      feature('sign-in/next-step.ts'),
      "access: facts.deadlinePassed ? 'set-up' : 'one-factor'",
      "access: facts.deadlinePassed ? 'one-factor' : 'one-factor'",
    ),
  ),
  person(
    'a session that was opened before the deadline goes on',
    change(
      feature('sessions/session-gate.ts'),
      "standing.deadline !== undefined && standing.deadline <= now ? 'set-up' : 'one-factor'",
      "standing.deadline !== undefined && standing.deadline < 0 ? 'set-up' : 'one-factor'",
    ),
  ),
  person('an extension needs no reason', change(extend, ' || reason.length < 3) throw', ') throw')),
  person(
    'an extension is confirmed by nothing',
    change(extend, "await on.confirmed('extend-deadline', { account: person.id, until: String(q.until), reason })", ''),
  ),
  person('somebody extends their own deadline', change(extend, '    refuseOwn(on)\n', '')),
  person('an approver’s deadline is extended', change(extend, "person.role === 'member' && person.state", 'person.state')),
  person(
    'the person is not told',
    change(extend, "await tellOwner(core, tx, { accountId: person.id, kind: 'deadline-extended', params })", ''),
  ),
  person(
    'the reason is not in the record',
    change(
      extend,
      "await on.record('deadline_extended', { was: deadline, until: q.until }, reason)",
      "await on.record('deadline_extended', { was: deadline, until: q.until })",
    ),
  ),
  hits(
    'who must set it up is not said',
    change(preview, 'mustSetUp: hitsOf(affected.filter((one) => soonerDeadline(one) !== undefined)),', 'mustSetUp: hitsOf([]),'),
  ),
  hits(
    'who loses a method is not said',
    change(preview, 'loseMethods: hitsOf(affected.filter((one) => lostMethods(one).length > 0)),', 'loseMethods: hitsOf([]),'),
  ),
  hits(
    'whose sessions get shorter is not said',
    change(preview, 'shorterSessions: hitsOf(affected.filter(hasShorterSession)),', 'shorterSessions: hitsOf([]),'),
  ),
  hits(
    'for whom two answer is not said',
    change(preview, 'twoApprovers: hitsOf(affected.filter(needsTwoNow)),', 'twoApprovers: hitsOf([]),'),
  ),
  hits(
    'it is saved although it hits more people than were shown',
    change(preview, '[q.key, q.changes, q.splits, q.held, q.ids.map', '[q.key, q.changes, q.splits, q.held, [].map'),
  ),
  breaking('EN-2', 'web/src/account/deadline.test.ts')(
    'the banner that was closed is there again at once',
    change('web/src/account/deadline.ts', 'now - closedAt < day', 'now - closedAt < 0'),
  ),
  breaking('EN-2', 'web/src/account/deadline.test.ts')(
    'the banner stays closed for ever',
    change('web/src/account/deadline.ts', ' && now - closedAt < day', ''),
  ),
]
