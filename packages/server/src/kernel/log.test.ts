import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

describe('log lines', () => {
  it('carry the fields of the list and nothing else, and no message of an error', () => {
    const written: string[] = []
    const log = createLog('info', { write: (line: string) => void written.push(line) })
    const error = Object.assign(new Error('the password is hunter2'), { code: 'SQLITE_BUSY' })
    log.error('A request failed', { route: '/api/sign-in', error, ...({ password: 'hunter2', email: 'ana@example.org' } as object) })
    const text = written.join('')
    expect(text).toContain('/api/sign-in')
    expect(text).toContain('SQLITE_BUSY')
    expect(text).not.toMatch(/hunter2|ana@example/)
  })
})
