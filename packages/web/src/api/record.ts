import type { ExportRecord, RecordChecked, RecordPage, RecordQuery, RecordState } from '@sparekey/protocol/audit'
import { fileInSession, inSession } from './in-session.ts'

const path = '/api/console/record'

/** The audit log (AU-3). `exportFile` answers `confirmation_needed` first. */
export const recordApi = {
  read: (query: RecordQuery) => {
    const given = Object.entries(query).map(([name, value]) => [name, String(value)])
    const text = new URLSearchParams(given).toString()
    return inSession<RecordPage>('GET', text ? `${path}?${text}` : path)
  },
  state: () => inSession<RecordState>('GET', `${path}/state`),
  verify: () => inSession<RecordChecked>('POST', `${path}/verify`, {}),
  exportFile: (asked: ExportRecord) => fileInSession(`${path}/export`, asked),
}
