import type { ExportRecord } from '@sparekey/protocol/audit'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession, SentFile } from '../../http/route.ts'
import type { Refused } from '../../kernel/outcome.ts'
import { requireAdministrator } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { jsonLine, type Names, nameOf } from './json-line.ts'
import { detailOf, idsIn, searchOf } from './read-record.ts'
import { type FoundRow, listRecord, namesOf } from './record-page.store.ts'

const page = 500

type Format = (row: FoundRow, names: Names) => string

const columns = [
  'record',
  'time',
  'act',
  'actor kind',
  'actor',
  'actor id',
  'account',
  'account id',
  'reason',
  'detail',
  'address',
  'browser',
  'session',
  'sign-in',
  'id',
  'hash',
]

const asCsv: Format = (row, names) =>
  csvLine([
    row.seq ?? undefined,
    new Date(row.at).toISOString(),
    row.act,
    row.actor_kind,
    nameOf(names, row.actor_id),
    row.actor_id ?? undefined,
    nameOf(names, row.account_id),
    row.account_id ?? undefined,
    row.reason ?? undefined,
    // Without its braces and quotes, which mean something to a spreadsheet.
    Object.entries(detailOf(row.detail))
      .map(([name, value]) => `${name} ${value}`)
      .join(' · '),
    row.ip ?? undefined,
    row.agent ?? undefined,
    row.session_id ?? undefined,
    row.sign_in_id ?? undefined,
    row.id,
    row.hash ?? undefined,
  ])

/** Everything that is found, newest first, a few hundred records at a time: as fast as they are taken. */
async function* linesOf(core: Pick<Core, 'db'>, q: ExportRecord): AsyncGenerator<string> {
  const format = q.format === 'csv' ? asCsv : jsonLine
  if (q.format === 'csv') yield byteOrderMark + csvLine(columns)
  let before: { at: number; id: string } | undefined
  for (;;) {
    const rows: FoundRow[] = await listRecord(core.db, { ...searchOf(q), before }, page)
    const last = rows.at(-1)
    if (!last) return
    const names = await namesOf(core.db, idsIn(rows))
    yield rows.map((row) => format(row, names)).join('')
    before = last
  }
}

const types = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/x-ndjson; charset=utf-8' }

/** The audit log as a file. It is everybody's acts and addresses at once, so it needs a fresh confirmation and is itself
 * recorded (SI-16, AU-3). */
export function exportRecord(core: Core, q: { session: CurrentSession; ip: string; asked: ExportRecord }): Promise<SentFile | Refused> {
  const { format, ...filter } = q.asked
  return inTransaction<SentFile | Refused>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, q.session.accountId)
    await requireConfirmation(core, tx, q.session, 'export-record', { format })
    await record(core, tx, {
      act: 'record_exported',
      actor: { kind: 'account', id: by.id },
      ...(filter.person ? { account: filter.person } : {}),
      detail: {
        format,
        ...(filter.kind ? { kind: filter.kind } : {}),
        ...(filter.from ? { from: filter.from } : {}),
        ...(filter.to ? { to: filter.to } : {}),
      },
      ...(filter.text?.trim() ? { reason: filter.text.trim() } : {}),
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    const day = new Date(core.clock.now()).toISOString().slice(0, 10)
    return { name: `audit-log-${day}.${format}`, type: types[format], text: linesOf(core, q.asked) }
  })
}
