import type { LinkPurpose } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { minutes } from '../../kernel/clock.ts'
import { makeAccountRow } from '../../testing/index.ts'
import { buildTestApp, type TestApp } from '../../testing/whole.ts'
import { makeLink, spendLink } from '../links/index.ts'

const purposes: LinkPurpose[] = ['first-start', 'invitation', 'reset', 'email', 'email-undo', 'not-me', 'stop', 'set-up']
let app: TestApp
let account: string
beforeEach(async () => {
  app = await buildTestApp()
  account = (await makeAccountRow(app.core)).id
})
afterEach(() => app.close())

const make = (purpose: LinkPurpose) =>
  inPlainTransaction(app.core.db, (tx) => makeLink(app.core, tx, { purpose, accountId: account, ttl: minutes(15) }))
const bodies: Record<LinkPurpose, object> = {
  'first-start': { login: 'ana', password: 'x' },
  'set-up': { login: 'ana', password: 'x' },
  invitation: { password: 'seven quiet otters on a lamp' },
  reset: { password: 'seven quiet otters on a lamp' },
  email: {},
  'email-undo': {},
  stop: {},
  'not-me': {},
}

describe('every link that cannot be used', () => {
  it.each(purposes)('is over, with the same bytes, when looked at and when used: %s', async (purpose) => {
    const [used, expired, foreign] = [await make(purpose), await make(purpose), await make(purpose === 'reset' ? 'email' : 'reset')]
    await inPlainTransaction(app.core.db, (tx) => spendLink(app.core, tx, used.id))
    await app.core.db.updateTable('link').set({ expires_at: app.core.clock.now() }).where('id', '=', expired.id).execute()
    const answers: string[] = []
    for (const token of ['A'.repeat(43), used.token, expired.token, foreign.token]) {
      const looked = await app.browser().post('/api/links/look', { purpose, token })
      const tried = await app.browser().post(`/api/links/${purpose}`, { token, ...bodies[purpose] })
      for (const answer of [looked, tried]) {
        expect(answer.status).toBe(410)
        answers.push(answer.text)
      }
    }
    expect(new Set(answers).size).toBe(1)
  })
})
