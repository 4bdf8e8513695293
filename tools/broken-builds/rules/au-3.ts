import { feature, server } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const chain = feature('audit/verify-chain.ts')
const seals = feature('audit/verify-seals.ts')
const entry = feature('audit/chain.ts')
const sweep = feature('audit/sweep-record.ts')
const page = feature('record-page/record-page.store.ts')
const csv = feature('record-page/csv.ts')

const verified = breaking('AU-3', server('../test/engines/record.test.ts'))
const sealed = breaking('AU-3', feature('audit/seal-record.test.ts'))
const swept = breaking('AU-3', feature('audit/sweep-record.test.ts'))
const shown = breaking('AU-3', feature('record-page/record-page.routes.test.ts'))
const exported = breaking('AU-3', feature('record-page/csv.test.ts'))
const forwarded = breaking('AU-3', feature('record-page/forward-record.test.ts'))

const columns = ['at', 'actor_kind', 'actor_id', 'account_id', 'act', 'reason', 'detail', 'ip', 'browser_id', 'session_id', 'sign_in_id']

/** The audit log. */
export const auditLog: RuleBreakage[] = [
  ...columns.map((column) => verified(`this column may be changed: ${column}`, change(entry, `  '${column}',\n`, ''))),
  verified(
    'a record that is missing is not missed',
    change(
      chain,
      "if (seq > walk.expected) return found({ problem: 'missing', seq: walk.expected, until: seq - 1 })",
      'if (seq > walk.expected) walk.expected = seq',
    ),
    change(chain, "if (row.previous !== walk.previous) return 'other-history'\n", ''),
  ),
  verified(
    'records may change places',
    change(
      chain,
      "if (!isChained(core, row)) return written ? 'moved' : 'changed'",
      "if (!isChained(core, row) && !written) return 'changed'",
    ),
  ),
  verified('a record of another history fits', change(chain, "  if (row.previous !== walk.previous) return 'other-history'\n", '')),
  sealed('a record that nobody of us wrote passes', change(chain, "return written ? undefined : 'foreign'", 'return undefined')),
  swept('a record with a number below the first passes', change(chain, "seq < walk.expected ? 'foreign' : problemOf", 'problemOf')),
  verified(
    'a cut at the end is not found',
    change(seals, 'if (hash === seal.hash) {', 'if (hash === seal.hash || seal.seq > this.#stretch.to) {'),
  ),
  verified(
    'a record that another one took the place of passes',
    change(seals, 'if (hash === seal.hash) {', 'if (hash === seal.hash || seal.seq <= this.#stretch.to) {'),
  ),
  verified('a seal that was changed passes', change(seals, 'if (!follows || !isOurSeal(core.secrets, seal)) {', 'if (!follows) {')),
  verified(
    'a seal that was removed is not missed',
    change(
      seals,
      'const follows = !before || (seal.number === before.number + 1 && seal.previous === before.mac)',
      'const follows = !before || seal.number > before.number',
    ),
  ),
  verified(
    'seals that were kept outside are not compared',
    change(feature('audit/verify-record.ts'), 'firstBad([chain.bad, inside.bad, noted?.bad])', 'firstBad([chain.bad, inside.bad])'),
  ),
  verified(
    'the last bad record is named',
    change(
      feature('audit/verify-record.ts'),
      '(bad.seq ?? Number.MAX_VALUE) < (first.seq ?? Number.MAX_VALUE)',
      '(bad.seq ?? Number.MAX_VALUE) > (first.seq ?? Number.MAX_VALUE)',
    ),
  ),
  verified(
    'records whose seals are all gone pass',
    change(feature('audit/verify-record.ts'), "? { problem: 'seal', seq: start.seq } : undefined", '? undefined : undefined'),
  ),
  sealed(
    'what waits for its seal may be anybody’s',
    change(feature('audit/verify-record.ts'), 'if (!written || late) bad ??=', 'if (late) bad ??='),
  ),
  sealed(
    'what a sealer left out long ago passes',
    change(feature('audit/verify-record.ts'), 'if (!written || late) bad ??=', 'if (!written) bad ??='),
  ),
  sealed(
    'a number is given twice',
    change(
      feature('audit/seal-batch.ts'),
      'let head = await findHead(core, tx, later(noted, before))',
      'let head = await findHead(core, tx, before)',
    ),
    change(
      feature('audit/seal-batch.ts'),
      'number: Math.max(before?.number ?? 0, noted?.number ?? 0) + 1,',
      'number: (before?.number ?? 0) + 1,',
    ),
  ),
  sealed(
    'records without a MAC are taken at any time',
    change(chain, 'row.mac === null ? seq <= adoptedTo', 'row.mac === null ? seq >= adoptedTo - seq'),
  ),
  swept('what is kept is removed', change(sweep, 'days(core.config.auditKeepDays)', 'days(core.config.auditKeepDays / 2)')),
  swept('what is old is kept', change(sweep, 'days(core.config.auditKeepDays)', 'days(core.config.auditKeepDays * 2)')),
  swept(
    'the removal is not recorded',
    change(sweep, "await record(core, tx, { act: 'record_shortened', actor: { kind: 'service' }, detail })", 'void detail'),
  ),
  swept(
    'that what went did not fit is not said',
    change(sweep, 'const intact = fits(core, going, seal)', 'const intact = fits(core, going, seal) || going.length > 0'),
  ),
  swept('no seal says from where on it is kept', change(sweep, 'keptFrom: Number(first.seq),', 'keptFrom: seal.keptFrom,')),
  exported('a formula is exported as it is', change(csv, `.replace(dangerous, "$&'")`, '')),
  exported(
    'a formula behind a sign that is not seen is exported as it is',
    change(csv, "unseen = '\\\\s\\\\u00a0\\\\u200b-\\\\u200f\\\\u2060\\\\ufeff'", "unseen = '\\\\s'"),
  ),
  exported(
    'a line end makes another record',
    change(csv, ".replace(ends, ' ')\n", '\n'),
    change(csv, ".replace(steering, '\\ufffd')\n", '\n'),
  ),
  shown(
    'somebody else’s records are found with a person',
    change(
      page,
      "return [(eb) => eb('account_id', '=', person), actedOnOthers]",
      "return [(eb) => eb.or([eb('account_id', '!=', person), eb('account_id', '=', person)]), actedOnOthers]",
    ),
  ),
  shown(
    'the kind is not asked',
    change(page, ".$if(q.person !== undefined && q.acts !== undefined, (query) => query.where('act', 'in', q.acts ?? []))", ''),
  ),
  shown('the time is not asked', change(page, ".$if(q.from !== undefined, (query) => query.where('at', '>=', q.from ?? 0))", '')),
  shown(
    'the words of a reason are not asked',
    change(
      page,
      ".$if(q.text !== undefined, (query) =>\n      query.where('reason', 'is not', null)",
      ".$if(q.text === undefined && q.limit === 0, (query) =>\n      query.where('reason', 'is not', null)",
    ),
  ),
  shown(
    'approvers read the audit log',
    change(feature('record-page/record-page.routes.ts'), "role: ['admin'] } as const", "role: ['admin', 'approver', 'member'] } as const"),
  ),
  shown(
    'a session of one factor reads the audit log',
    change(feature('record-page/record-page.routes.ts'), "session: ['full'], role", "session: ['full', 'one-factor'], role"),
  ),
  shown('the export asks for nothing', change(feature('record-page/export-record.ts'), 'await requireConfirmation(', 'void Array.of(')),
  shown('the export is not recorded', change(feature('record-page/export-record.ts'), 'await record(', 'void Array.of(')),
  shown(
    'a check is not recorded',
    change(
      feature('record-page/check-record.ts'),
      'inPlainTransaction(core.db, (tx) =>\n    record(core,',
      'inPlainTransaction(core.db, async (tx) =>\n    void Array.of(core,',
    ),
  ),
  shown(
    'pages lose records of one moment',
    change(page, "eb.or([eb('at', '<', q.before?.at ?? 0), eb('id', '<', q.before?.id ?? '')])", "eb('at', '<', q.before?.at ?? 0)"),
  ),
  forwarded(
    'what was forwarded is forwarded again',
    change(feature('record-page/forward-record.ts'), 'await keepPosition(positionFile, last)', ''),
  ),
  forwarded(
    'what is not sealed is forwarded',
    change(feature('record-page/forward-record.ts'), 'if (!last) return count', 'if (!last || count === 0) return count'),
  ),
]
