import { feature } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const flags = feature('case-evidence/flags.ts')
const evidence = feature('case-evidence/evidence.ts')
const read = feature('case-evidence/read-evidence.ts')
const changes = feature('case-evidence/changes.ts')
const store = feature('case-evidence/evidence.store.ts')
const told = feature('case-evidence/owner-told.ts')

const rule = breaking('RR-4', feature('case-evidence/flags.test.ts'))
const readFrom = breaking('RR-4', feature('recovery-answers/red-flags.routes.test.ts'))
const shown = breaking('RR-4', feature('case-evidence/evidence.test.ts'))
const page = breaking('RR-4', feature('recovery-answers/recovery-answers.routes.test.ts'))

const kinds = "['changed-password', 'changed-email', 'changed-number', 'changed-role', 'changed-group']"
const without = (kind: string): string => kinds.replace(`'${kind}'`, '').replace('[, ', '[').replace(', ,', ',').replace(', ]', ']')

/** Evidence and red flags. */
export const redFlags: RuleBreakage[] = [
  rule('a person on the phone before the request is no flag', change(flags, 'askedAt - personBefore - writtenWithin ?', 'askedAt ?')),
  rule(
    'a person on the phone after the request is no flag',
    change(flags, 'personAt >= askedAt - personBefore - writtenWithin ?', 'personAt >= askedAt - personBefore && personAt < askedAt ?'),
  ),
  rule('an hour before the request is a quarter of one', change(flags, 'personBefore = minutes(60)', 'personBefore = minutes(15)')),
  readFrom(
    'what the app signs by itself is a person',
    change(read, 'personAt: one.last_person_at, report', 'personAt: one.last_signed_at, report'),
  ),
  readFrom(
    'a person on a blocked or paused phone is no flag',
    change(
      read,
      'for (const one of await devicesOnRecord(db, account)) {',
      "for (const one of (await devicesOnRecord(db, account)).filter((each) => each.state === 'trusted' && each.paused_until === null)) {",
    ),
  ),
  rule('a known browser at a strange place is a flag as well', change(flags, 'if (!asks?.browserNew) return []', 'if (!asks) return []')),
  rule(
    'a new browser at the usual place is a flag as well',
    change(flags, "return asks.networkSeen ? [] : [raise('strange-place', {})]", "return [raise('strange-place', {})]"),
  ),
  rule(
    'a new browser at a strange place is no flag',
    change(flags, "return asks.networkSeen ? [] : [raise('strange-place', {})]", 'return []'),
  ),
  rule(
    'a country that was not seen says nothing',
    change(flags, 'isCountrySeen(asks) === false) return', 'isCountrySeen(asks) === undefined) return'),
  ),
  readFrom('a network counts as seen for ever', change(flags, 'seenWithin = days(90)', 'seenWithin = days(9000)')),
  readFrom(
    'a failed try makes its network a seen one',
    change(
      store,
      "    .where('result', '=', 'signed-in')\n    .where('method', 'is not', null)\n    .where('at', '>', q.from)",
      "    .where('at', '>', q.from)",
    ),
  ),
  ...['password', 'email', 'number', 'role', 'group'].map((kind) =>
    rule(`a change of the ${kind} is no flag`, change(flags, kinds, without(`changed-${kind}`))),
  ),
  rule('a change counts for one day', change(flags, 'lately = days(7)', 'lately = days(1)')),
  rule('a change counts for a month', change(flags, 'lately = days(7)', 'lately = days(30)')),
  readFrom(
    'what made the account is a change of it',
    change(changes, 'Math.max(q.since, account.created_at + 1)', 'q.since'),
    change(changes, "(act === 'address_confirmed' && detail.email === first) || ", ''),
  ),
  readFrom('the number of the first set-up is a change', change(changes, 'row.verified_at > firstSetUp', 'row.verified_at > 0')),
  readFrom(
    'a number that came since the set-up is none',
    change(changes, '[row.verified_at] : []),\n    ...(row.replaced', '[] : []),\n    ...(row.replaced'),
  ),
  rule('a marked password is no flag', change(flags, 'facts.passwordMarked ? [raise', 'false ? [raise')),
  readFrom(
    'nobody reads whether the password is marked',
    change(read, 'passwordMarked: account.password_marked_at !== null,\n    otherRequests', 'passwordMarked: false,\n    otherRequests'),
  ),
  rule('one other open request is no flag', change(flags, 'count > 0 ? [raise', 'count > 1 ? [raise')),
  rule('a stop is no flag', change(flags, 'stops.filter(({ at }) => at > askedAt - lately)', 'stops.filter(({ at }) => at > askedAt)')),
  rule('a report of a loss counts for an hour', change(flags, 'reportedWithin = hours(24)', 'reportedWithin = hours(1)')),
  rule(
    'a report by any known browser is its owner’s, also where another one asks',
    change(flags, 'asks ? report.by === asks.browserId : report.fromKnown', 'report.fromKnown'),
  ),
  rule(
    'a report by the browser that asks is somebody else’s',
    change(flags, 'asks ? report.by === asks.browserId : report.fromKnown', 'false'),
  ),
  readFrom(
    'the approver’s own browser may ask',
    change(read, 'if (await usedBrowser(db, id, request.browser_id)) found', 'if (!id) found'),
  ),
  readFrom('the approver’s own network may ask', change(read, 'network !== undefined && own.includes(network)', 'network === id')),
  readFrom(
    'where the approver sits right now is not looked at',
    change(read, '[...(ip ? [ip] : []), ...(await sessionAddresses(db, id, core.clock.now() - lately))]', '[...(ip ? [] : [])]'),
  ),
  rule(
    'an owner without any channel is no flag',
    change(flags, "if (owner.channels === 'none') return [raise('owner-not-told', {})]", "if (owner.channels === 'none') return []"),
  ),
  rule(
    'an owner whom no message reached is no flag',
    change(flags, "stillFresh ? [] : [raise('owner-not-told', {})]", 'stillFresh ? [] : []'),
  ),
  readFrom('an owner whom no message reached counts as told', change(told, 'arrived: sent.length > 0', 'arrived: messages.length > 0')),
  breaking('RR-4', feature('case-evidence/evidence.store.test.ts'))(
    'a code for a login that happened to be sent tells the owner',
    change(
      told,
      '({ dedupe }) => stops.includes(dedupe) || notices.some((notice) => dedupe.startsWith(notice)),',
      '({ dedupe }) => dedupe !== String([stops, notices]),',
    ),
  ),
  readFrom(
    'flags that come up between two steps are not read again at the approval',
    change(feature('recovery-answers/approve-recovery.ts'), "needs = state === 'in-force'", "needs = state === 'waits'"),
    change(
      feature('recovery-answers/reasons.ts'),
      'flags: flags.length,\n',
      'flags: asked.answers.some((row) => row.contact_at !== null) ? 0 : flags.length,\n',
    ),
  ),
  page(
    'contact data is shown as it is now',
    change(
      feature('recovery-answers/case-view.ts'),
      'numbersAsOf(core, db, account.id, now - onRecordFor)',
      'numbersAsOf(core, db, account.id, now)',
    ),
  ),
  shown('wrong codes before the request are not told', change(evidence, 'prompts + codes === 0', 'prompts === 0')),
  shown('a known browser is called new', change(evidence, 'facts.knownBrowser ? say', 'facts.knownSince === undefined ? say')),
  shown(
    'when a phone last signed is left out',
    change(
      evidence,
      "say('phone-signed', { phone: name, at: signedAt }, 'plain'),",
      "say('phone-never-signed', { phone: name }, 'plain'),",
    ),
  ),
  page(
    'failed prompts before the request are not counted',
    change(
      read,
      'prompts: await countFailedPrompts(db, { ...window, now: core.clock.now() }),',
      'prompts: 0 * (await countFailedPrompts(db, { ...window, now: core.clock.now() })),',
    ),
  ),
]
