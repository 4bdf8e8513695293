import { feature, server } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const claim = feature('suspensions/claim-suspension.ts')
const store = feature('suspensions/suspensions.store.ts')
const grant = feature('suspensions/grant-suspension.ts')
const end = feature('suspensions/end-suspension.ts')
const any = feature('suspensions/any-browser.ts')
const approve = feature('recovery-answers/approve-recovery.ts')
const show = feature('recovery-answers/show-access-code.ts')
const give = feature('recovery-answers/give-approved.ts')
const code = feature('access-codes/access-code.ts')

const rule = breaking('RR-8', feature('suspensions/suspensions.routes.test.ts'))
const codes = breaking('RR-8', feature('access-codes/access-codes.test.ts'))
const anywhere = breaking('RR-8', feature('recovery-answers/any-browser.routes.test.ts'))
const two = breaking('RR-8', feature('recovery-answers/two-people.routes.test.ts'))
const comes = breaking('RR-8', feature('recovery-answers/agreement.test.ts'))

const active = "    .where('ended_at', 'is', null)\n    .where('starts_at', '<=', now)\n    .where('ends_at', '>', now)\n"
const inHere = 'one.browser_id !== null &&\n  one.browser_id === q.signIn.browser_id &&'
const elsewhere = 'if (one.browser_id !== signIn.browser_id) return undefined'

/** What a suspension lets in, and for how long. */
export const scopes: RuleBreakage[] = [
  rule('a suspension for this browser lets any other in', change(claim, inHere, ''), change(claim, elsewhere, '')),
  codes(
    'the password alone claims what is for the next browser',
    change(claim, inHere, '(one.browser_id === null || one.browser_id === q.signIn.browser_id) &&'),
    change(claim, elsewhere, 'if (one.browser_id !== null && one.browser_id !== signIn.browser_id) return undefined'),
  ),
  codes(
    'an access code is good for several browsers',
    change(
      feature('access-codes/try-access-code.ts'),
      "spendAccessCode = (core: Pick<Core, 'clock'>, tx: Tx, id: string): Promise<boolean> => markSpent(tx, id, core.clock.now())",
      "spendAccessCode = async (core: Pick<Core, 'clock'>, tx: Tx, id: string): Promise<boolean> => (await markSpent(tx, id, core.clock.now())) || core.clock.now() > 0",
    ),
    change(
      feature('access-codes/access-codes.store.ts'),
      "    .where('spent_at', 'is', null)\n    .where('ended_at', 'is', null)\n    .where('works_from', '<=', q.now)",
      "    .where('ended_at', 'is', null)\n    .where('works_from', '<=', q.now)",
    ),
    change(store, ".where('browser_id', 'is', null)\n", ''),
  ),
  codes(
    'an access code is kept as it is',
    change(
      feature('access-codes/make-access-code.ts'),
      "  const id = newId(core.random, 'acd')\n  const code = newCrockford(core.random, codeLength)",
      "  const code = newCrockford(core.random, codeLength)\n  const id = 'acd_'.concat(crockford.grouped(code))",
    ),
  ),
  codes('five wrong answers do not end an access code', change(code, 'codeTries = 5', 'codeTries = 50')),
  codes('four wrong answers end an access code', change(code, 'codeTries = 5', 'codeTries = 4')),
  codes('an access code works for two hours', change(code, 'accessCodeLife = minutes(60)', 'accessCodeLife = minutes(120)')),
  codes(
    'an access code of somebody else is right',
    change(
      feature('access-codes/access-codes.store.ts'),
      "    .where('account_id', '=', q.account)\n    .where('purpose', '=', q.purpose)\n    .where('spent_at', 'is', null)\n    .where('ended_at', 'is', null)\n    .where('works_from', '<=', q.now)",
      "    .where('purpose', '=', q.purpose)\n    .where('spent_at', 'is', null)\n    .where('ended_at', 'is', null)\n    .where('works_from', '<=', q.now)",
    ),
    change(
      store,
      "      .where('account_id', '=', q.account)\n      .where('browser_id', 'is', null)",
      "      .where('browser_id', 'is', null)",
    ),
    change(feature('recovery-requests/type-access-code.ts'), 'if (given?.id !== id) return false', 'if (!given) return true'),
  ),
  anywhere(
    'any browser, where policy does not allow it',
    change(
      any,
      'return (await rulesFor(db, account, core.clock.now())).anyBrowser',
      'return (await rulesFor(db, account, core.clock.now())).required || true',
    ),
  ),
  anywhere('any browser, for 48 hours', change(approve, ' || given.hours !== 24) throw bad', ') throw bad')),
  anywhere('any browser, and there is no end of them', change(any, 'mostBrowsers = 3', 'mostBrowsers = 30')),
  anywhere(
    'any browser, by one code for all',
    change(
      feature('access-codes/make-access-code.ts'),
      'await markEnded(tx, { account: q.account, purpose: q.purpose, now })',
      'await markEnded(tx, { account: q.account, purpose: q.purpose, now, spared: q.suspension })',
    ),
  ),
  anywhere(
    'any browser, for who was an approver until yesterday',
    change(any, "if ((await protectedAs(core, db, account)) !== 'member') return false", ''),
  ),
  anywhere('any browser, with a red flag', change(any, 'flags > 0 || account', 'account')),
  anywhere(
    'any browser, with a marked password',
    change(any, 'flags > 0 || account.password_marked_at !== null ||', 'account.password_marked_at !== null && flags < 0 ||'),
  ),
  anywhere(
    'any browser, also where a red flag came up since it was approved',
    change(
      feature('recovery-requests/type-access-code.ts'),
      'return await mayBeAnyBrowser(core, tx, { account, flags: flags.length })',
      'return await mayBeAnyBrowser(core, tx, { account, flags: flags.length * 0 })',
    ),
  ),
  anywhere(
    'any browser, for a request',
    change(approve, "if (given.scope !== 'this-browser') throw bad", "if (given.scope === 'next-browser') throw bad"),
  ),
  anywhere(
    'a browser that came in takes another place each time',
    change(
      claim,
      'return (await letsInHere(tx, one, { signIn, shared: false })) ? { suspension: one.id, endsAt: one.ends_at } : undefined',
      'return (await claimPlace(core, tx, one, signIn)) ? { suspension: one.id, endsAt: one.ends_at } : undefined',
    ),
  ),
  two(
    'an access code is made before the wait is over',
    change(give, "const later = q.state === 'waits' && needsCode", "const later = q.state === 'waits' && !needsCode"),
  ),
  two(
    'an access code is shown before the wait is over',
    change(show, 'if (until === undefined || until > now) return false', 'if (until === undefined) return false'),
  ),
  two(
    'an access code is shown again and again',
    change(
      show,
      "if (one.closed_reason === 'waits' && !(await moveReason(tx, { id: one.id, from: 'waits', to: 'approved' })))",
      "if (one.closed_reason === 'no such reason')",
    ),
  ),
  two(
    'an access code is shown to who did not approve',
    change(show, "row.approver_id === q.session.accountId && row.decision === 'approved')", "row.decision === 'approved')"),
  ),
  two('it begins before the wait is over', change(store, active, active.replace("    .where('starts_at', '<=', now)\n", ''))),
  rule('nothing but a job ends it', change(store, active, active.replace("    .where('ends_at', '>', now)\n", ''))),
  rule('it lasts twice as long as was approved', change(grant, 'q.startsAt + hours(q.hours)', 'q.startsAt + hours(q.hours * 2)')),
  comes(
    'it may be in force for 49 hours in 7 days with one approval',
    change(feature('recovery-answers/agreement.ts'), 'hoursWithoutSecond = 48', 'hoursWithoutSecond = 49'),
  ),
  two(
    'what was in force before does not count',
    change(
      feature('suspensions/suspension.ts'),
      'return spans.reduce((sum, span) => sum + span, 0) / hours(1)',
      'return spans.reduce((sum, span) => sum + span * 0, 0) / hours(1)',
    ),
  ),
  rule('what was in force counts for a day', change(feature('suspensions/suspension.ts'), 'lookBack = days(7)', 'lookBack = days(1)')),
  rule(
    'a completed set-up leaves it in force',
    change(end, "  'set-up-completed': { reason: 'set-up-completed', reviveDevices: false },\n", ''),
    change(server('app.ts'), "'set-up-completed': [remembered, sessions,", "'set-up-completed': [remembered,"),
  ),
  rule('"Turn on now" leaves its sessions open', change(end, "await core.ends(tx, q.account, 'suspension-ended', {})", '')),
  rule(
    '"Turn on now" leaves it in force',
    change(store, '.set({ ended_at: q.now, ended_reason: q.reason })', '.set({ ended_reason: q.reason })'),
  ),
  codes(
    'its access code outlives it',
    change(end, 'await endCodes(core, tx, { account: q.account, suspension: one.id })', ''),
    change(feature('recovery-requests/type-access-code.ts'), 'if (given?.id !== id) return false', 'if (!given) return true'),
    change(
      store,
      "      .where('browser_id', 'is', null)\n      .where('ended_at', 'is', null)\n",
      "      .where('browser_id', 'is', null)\n",
    ),
    change(
      store,
      "      .where('claimed_at', 'is', null)\n      .where('ended_at', 'is', null)\n",
      "      .where('claimed_at', 'is', null)\n",
    ),
  ),
]
