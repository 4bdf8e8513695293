import type { RecordFilter, RecordName, RecordPage, RecordQuery, RecordState } from '@sparekey/protocol/audit'
import { actsOfKind } from '@sparekey/protocol/record-acts'
import type { Core } from '../../core.ts'
import { placesOf } from '../../http/visitor.ts'
import { sealState } from '../audit/index.ts'
import { countUnsealed, type FoundRow, lastVerified, listRecord, namesOf, type RecordSearch } from './record-page.store.ts'

const pageSize = 50

export type Detail = Record<string, string | number | boolean>

/** What stood in the column. Who changed it may have put anything there: then it is shown as it is. */
export function detailOf(text: string): Detail {
  try {
    const detail: unknown = JSON.parse(text)
    if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return { detail: text }
    const fits = Object.values(detail).every((value) => ['string', 'number', 'boolean'].includes(typeof value))
    return fits ? (detail as Detail) : { detail: text }
  } catch {
    return { detail: text }
  }
}

/** Every id in these records that a name may stand for. */
export const idsIn = (rows: readonly FoundRow[]): string[] => [
  ...new Set(
    rows
      .flatMap((row) => [row.actor_id, row.account_id, ...Object.values(detailOf(row.detail))])
      .filter((value) => typeof value === 'string'),
  ),
]

export const searchOf = (filter: RecordFilter): RecordSearch => ({
  person: filter.person,
  acts: filter.kind && actsOfKind(filter.kind),
  from: filter.from,
  to: filter.to,
  text: filter.text?.trim() || undefined,
})

const cursorOf = (row: FoundRow): string => `${row.at}.${row.id}`

function placeIn(cursor: string | undefined): RecordSearch['before'] {
  if (cursor === undefined) return undefined
  const cut = cursor.indexOf('.')
  return { at: Number(cursor.slice(0, cut)), id: cursor.slice(cut + 1) }
}

function actView(row: FoundRow, placeOf: Core['places']['of']): RecordPage['acts'][number] {
  const place = row.ip && placeOf(row.ip)
  return {
    id: row.id,
    ...(row.seq === null ? {} : { seq: row.seq }),
    at: row.at,
    act: row.act,
    actor: { kind: row.actor_kind, ...(row.actor_id ? { id: row.actor_id } : {}) },
    ...(row.account_id ? { account: row.account_id } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    detail: detailOf(row.detail),
    ...(row.ip ? { ip: row.ip } : {}),
    ...(row.agent ? { agent: row.agent } : {}),
    ...(place ? { place } : {}),
  }
}

/** One page of the audit log, newest first. */
export async function readRecord(core: Pick<Core, 'db' | 'places'>, query: RecordQuery): Promise<RecordPage> {
  const rows = await listRecord(core.db, { ...searchOf(query), before: placeIn(query.before) }, pageSize + 1)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  const names: Record<string, RecordName> = Object.fromEntries(
    await namesOf(core.db, [...idsIn(shown), ...(query.person ? [query.person] : [])]),
  )
  const placeOf = await placesOf(
    core,
    shown.flatMap((row) => row.ip ?? []),
  )
  return { acts: shown.map((row) => actView(row, placeOf)), names, ...(rows.length > pageSize && last ? { next: cursorOf(last) } : {}) }
}

/** How far the record is sealed, and when somebody last had it checked. */
export async function recordState(core: Pick<Core, 'db' | 'secrets' | 'config'>): Promise<RecordState> {
  const { seal, keptFrom } = await sealState(core)
  const check = await lastVerified(core.db)
  return {
    ...(seal ? { seal } : {}),
    ...(keptFrom === undefined ? {} : { keptFrom }),
    keptDays: core.config.auditKeepDays,
    unsealed: await countUnsealed(core.db),
    ...(check ? { lastCheck: { at: check.at, intact: detailOf(check.detail).intact === true } } : {}),
  }
}
