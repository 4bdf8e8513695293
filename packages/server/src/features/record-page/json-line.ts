import { detailOf } from './read-record.ts'
import type { FoundRow, namesOf } from './record-page.store.ts'

export type Names = Awaited<ReturnType<typeof namesOf>>

export const nameOf = (names: Names, id: string | null): string | undefined => (id === null ? undefined : names.get(id)?.name)

/** One record as JSON on one line, with everything as it was written. */
export const jsonLine = (row: FoundRow, names: Names): string =>
  `${JSON.stringify({
    record: row.seq,
    time: new Date(row.at).toISOString(),
    act: row.act,
    actor: { kind: row.actor_kind, id: row.actor_id, name: nameOf(names, row.actor_id) ?? null },
    account: row.account_id === null ? null : { id: row.account_id, name: nameOf(names, row.account_id) ?? null },
    reason: row.reason,
    detail: detailOf(row.detail),
    address: row.ip,
    browser: row.agent,
    session: row.session_id,
    signIn: row.sign_in_id,
    id: row.id,
    hash: row.hash,
  })}\n`
