import { ExportRecord, RecordChecked, RecordPage, RecordQuery, RecordState } from '@sparekey/protocol/audit'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { checkRecord } from './check-record.ts'
import { exportRecord } from './export-record.ts'
import { readRecord, recordState } from './read-record.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

/** The audit log, for administrators (AU-3). */
export function registerRecordPageRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/console/record',
    summary: 'The audit log, newest first, 50 a page',
    access: administrators,
    query: RecordQuery,
    answer: RecordPage,
    handle: ({ query }) => readRecord(core, query),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/record/state',
    summary: 'How far the audit log is sealed, and when it was last checked',
    access: administrators,
    answer: RecordState,
    handle: () => recordState(core),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/record/verify',
    summary: 'Checks that the newest 100,000 records are what they were',
    access: administrators,
    answer: RecordChecked,
    handle: ({ session, visitor }) => checkRecord(core, { session, ip: visitor.ip }),
  })
  routes.file({
    url: '/api/console/record/export',
    summary: 'The audit log as a file; needs a fresh confirmation',
    access: administrators,
    body: ExportRecord,
    handle: ({ session, visitor, body }) => exportRecord(core, { session, ip: visitor.ip, asked: body }),
  })
}
