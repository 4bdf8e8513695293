import { feature, server } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const deny = feature('phone-prompts/deny-prompt.ts')
const pace = feature('phone-prompts/pace.ts')
const ask = feature('phone-prompts/ask-phones.ts')
const prompts = feature('phone-prompts/phone-prompts.store.ts')
const remembered = feature('remembered-browsers/remembered-browser.ts')
const use = feature('remembered-browsers/use-remembered.ts')
const forget = feature('remembered-browsers/forget-remembered.ts')

const notMe = breaking('SI-5', server('../test/guard/not-me.test.ts'))
const regret = breaking(
  'SI-5',
  feature('phone-prompts/phone-method.suite.test.ts'),
  feature('sign-in/sign-in.routes.test.ts'),
  server('../test/guard/not-me.test.ts'),
)
const paced = breaking('SI-6', feature('phone-prompts/pace.test.ts'))
const limited = breaking('SI-6', server('../test/guard/limits.test.ts'))
/** SQLite has one writer, and takes turns by itself. */
const onPostgres = (...given: Parameters<typeof limited>): RuleBreakage => ({ ...limited(...given), needs: 'postgres' })
const again = breaking('SI-3', feature('sign-in/sign-in.routes.test.ts'))
const skipping = breaking('SI-13', feature('remembered-browsers/remembered-browsers.test.ts'))

const mistaken = "await recordDenial(core, tx, q, 'prompt_mistaken')"

/** The guard for prompts, and browsers that skip the confirmation. */
export const promptGuard: RuleBreakage[] = [
  notMe(
    '"It wasn’t me" leaves the sign-in waiting',
    change(deny, "await endSignIn(core, tx, { id: signIn.id, reason: 'not-me' })", ''),
    change(deny, "await core.ends(tx, account, 'denied-not-me', {})", ''),
  ),
  regret(
    '"It wasn’t me" leaves the session that was just confirmed',
    change(deny, 'await endSessionOfSignIn(core, tx, { account, signIn: signIn.id })', ''),
  ),
  regret(
    '"It wasn’t me" ends the session of a confirmation for a minute only',
    change(deny, 'regretLife = minutes(10)', 'regretLife = minutes(1)'),
  ),
  regret(
    '"It wasn’t me" ends the session of a confirmation a day later',
    change(deny, 'regretLife = minutes(10)', 'regretLife = minutes(1440)'),
  ),
  notMe(
    '"It wasn’t me" stops no prompt',
    change(pace, "history.lane === 'other' && history.notMeAt > 0", "history.lane === 'other' && history.notMeAt < 0"),
  ),
  notMe(
    '"It wasn’t me" stops prompts to known browsers as well',
    change(pace, "history.lane === 'other' && history.notMeAt > 0", 'history.notMeAt > 0'),
  ),
  breaking('SI-5', feature('phone-prompts/pace.test.ts'))(
    '"It wasn’t me" stops prompts for a minute',
    change(pace, 'pauseAfterNotMe = minutes(15)', 'pauseAfterNotMe = minutes(1)'),
  ),
  notMe('"It wasn’t me" leaves the password unmarked', change(deny, 'await markPassword(core, tx, account)', '')),
  notMe(
    '"It wasn’t me" is not told to administrators',
    change(deny, "await tellAdministrators(core, tx, { kind: 'admin-not-me', params: { ...params, account } })", ''),
  ),
  notMe(
    '"It wasn’t me" is not in the history',
    change(deny, "await noteSignIn(core, tx, signIn, { result: 'not-me', method: 'phone' })", ''),
  ),
  notMe('"It wasn’t me" is not in the record', change(deny, "await recordDenial(core, tx, q, 'prompt_denied')", '')),
  notMe('"It wasn’t me" leaves other sign-ins of the account', change(deny, "await core.ends(tx, account, 'denied-not-me', {})", '')),
  limited(
    '"I made a mistake" marks the password',
    change(deny, mistaken, `await markPassword(core, tx, q.signIn.account_id)\n      ${mistaken}`),
  ),
  limited(
    '"I made a mistake" ends the sign-in',
    change(deny, mistaken, `await endSignIn(core, tx, { id: q.signIn.id, reason: 'not-me' })\n      ${mistaken}`),
  ),
  paced('six prompts in ten minutes', change(pace, 'mostInWindow = 5', 'mostInWindow = 6')),
  paced('five prompts in five minutes', change(pace, 'window = minutes(10)', 'window = minutes(5)')),
  paced('eleven prompts since the last confirmation', change(pace, 'mostSinceConfirmed = 10', 'mostSinceConfirmed = 11')),
  limited(
    'each sign-in has prompts of its own',
    change(
      ask,
      'const recent = await readPromptTimes(db, { account, lane, since: now - historyReach })',
      'const recent = await readPromptTimes(db, { account: signIn.id, lane, since: now - historyReach })',
    ),
  ),
  limited(
    'known and other browsers share their prompts',
    change(prompts, "    .where('lane', '=', q.lane)\n    .where('created_at', '>', q.since)", "    .where('created_at', '>', q.since)"),
  ),
  limited(
    'a confirmation in one lane opens the other',
    change(ask, "lastConfirmed(db, account, lane === 'known')", 'lastConfirmed(db, account, true)'),
  ),
  again('"Send again" sends nothing', change(ask, 'if (last) await closeReplaced(tx, last.id)', '')),
  again('"Send again" works at once', change(ask, 'if (again > core.clock.now()) return refused', 'if (again < 0) return refused')),
  onPostgres('two sign-ins at once are both the fifth', change(ask, 'await lockAccount(tx, signIn.accountId)\n', '')),
  limited(
    'acts are not counted',
    change(
      ask,
      "if (paused !== undefined) return refused('prompt_paused', { retryAt: paused })",
      "if (paused !== undefined && signIn.act === null) return refused('prompt_paused', { retryAt: paused })",
    ),
  ),
  limited(
    'the page does not say until when',
    change(ask, "return refused('prompt_paused', { retryAt: paused })", "return refused('prompt_paused')"),
  ),
  skipping('browsers are remembered as shipped', change('protocol/src/policy-settings.ts', "rememberDays: '0'", "rememberDays: '30'")),
  breaking('SI-13', 'protocol/src/policy-settings.test.ts')(
    'policy allows a year',
    change(
      'protocol/src/policy-settings.ts',
      "rememberDays: { kind: 'number', strict: 'less', min: 0, max: 90 }",
      "rememberDays: { kind: 'number', strict: 'less', min: 0, max: 365 }",
    ),
  ),
  skipping(
    'a recovery code makes a browser a remembered one',
    change(remembered, "['phone', 'verification-code', 'passkey']", "['phone', 'verification-code', 'passkey', 'recovery-code']"),
    change(remembered, ' && signIn.weak_until <= now\n', '\n'),
  ),
  skipping(
    'SMS makes a browser a remembered one',
    change(remembered, "['phone', 'verification-code', 'passkey']", "['phone', 'verification-code', 'passkey', 'sms']"),
    change(remembered, ' && signIn.weak_until <= now\n', '\n'),
  ),
  skipping(
    'a phone that a recovery code added makes a browser a remembered one',
    change(remembered, ' && signIn.weak_until <= now\n', '\n'),
  ),
  skipping(
    'the box need not be ticked',
    change(feature('remembered-browsers/remember-browser.ts'), 'if (signIn.remember_asked_at === null || !mayRemember', 'if (!mayRemember'),
  ),
  skipping(
    'a longer rule counts for those that are there',
    change(remembered, 'Math.min(row.ends_at, row.made_at + rule)', 'row.made_at + rule'),
    change(feature('remembered-browsers/use-remembered.ts'), ' || row.ends_at <= core.clock.now()) return undefined', ') return undefined'),
  ),
  skipping(
    'a shorter rule does not count for those that are there',
    change(remembered, 'Math.min(row.ends_at, row.made_at + rule)', 'row.ends_at'),
  ),
  skipping(
    'it skips the confirmation when its phone is gone',
    change(use, 'return row.device_id === null || (await isTrusted(core, db, row.device_id)) ? until : undefined', 'return until'),
  ),
  skipping(
    'it skips the confirmation after the password was changed',
    change(use, ' || row.password_version !== account.password_version) return undefined', ') return undefined'),
    change(
      forget,
      'await markAllEnded(tx, { account, reason: act, now: core.clock.now() })',
      "if (!act.startsWith('password')) await markAllEnded(tx, { account, reason: act, now: core.clock.now() })",
    ),
  ),
  skipping(
    'it skips the confirmation with a marked password',
    change(use, 'if (isHeldBack(account)) return undefined\n', ''),
    change(
      feature('sign-in/next-step.ts'),
      "facts.remembered && facts.startedAs === 'password' && !heldBack(facts)",
      "facts.remembered && facts.startedAs === 'password'",
    ),
  ),
  skipping(
    'its session claims two factors',
    change(
      feature('sign-in/next-step.ts'),
      "{ step: 'finish', access: 'one-factor', by: 'remembered-browser' }",
      "{ step: 'finish', access: 'full', by: 'remembered-browser' }",
    ),
  ),
  skipping(
    'a copied cookie works',
    change(remembered, "  if (row.browser_id !== q.browser) return 'copied'\n", ''),
    change(use, ' || row.browser_id !== signIn.browser_id) return undefined', ') return undefined'),
  ),
  skipping(
    'an old cookie works',
    change(
      remembered,
      "if (row.digest === q.digest) return 'current'",
      "if (row.digest === q.digest || row.previous_digest === q.digest) return 'current'",
    ),
    change(use, 'row.digest !== signIn.remembered_digest || ', ''),
  ),
  skipping(
    '"Log out" beside it leaves what it let in',
    change(forget, 'await endSessionsOfRemembered(core, tx, { account: q.account, remembered: q.id })', ''),
  ),
  skipping(
    '"Log out" beside it ends nothing',
    change(
      feature('remembered-browsers/remembered-browsers.store.ts'),
      ".set({ ended_at: q.now, ended_reason: q.reason })\n      .where('id'",
      ".set({ ended_reason: q.reason })\n      .where('id'",
    ),
  ),
  skipping(
    'its owner is not told',
    change(
      feature('remembered-browsers/remember-browser.ts'),
      "await tellOwner(core, tx, { accountId: account.id, kind: 'browser-remembered', params })",
      'void params',
    ),
  ),
  breaking('SI-16', feature('number-changes/number-changes.routes.test.ts'))(
    'a recovery code confirms a new number',
    change(feature('confirmation/act-rules.ts'), "  'change-number',\n", ''),
  ),
]
