import { expect, it } from 'vitest'
import { days } from '../../kernel/clock.ts'
import { createTestCore, makeAccountRow } from '../../testing/index.ts'
import { loginHistory } from './index.ts'
import { noteWrongPassword } from './login-history.ts'
import { sweepLoginHistory } from './sweep-login-history.ts'

it('AU-1 the login history goes after 180 days, a thousand rows at a time, and nothing that is still shown', async () => {
  const core = await createTestCore()
  const { id } = await makeAccountRow(core)
  const visitor = { ip: '203.0.113.7', network: '203.0.113.7', agent: 'Chrome on Windows', cookies: {} }
  const note = () => noteWrongPassword(core, core.db, { account: id, browser: null, known: false, visitor })
  for (let n = 0; n < 1001; n++) await note()
  core.clock.advance(days(100))
  await note()
  core.clock.advance(days(80) - 1)
  const count = async () => (await core.db.selectFrom('login_event').select('id').execute()).length
  await sweepLoginHistory(core)
  expect(await count()).toBe(1002)
  core.clock.advance(2)
  for (const left of [2, 1, 1]) {
    await sweepLoginHistory(core)
    expect(await count()).toBe(left)
  }
  expect((await loginHistory(core, id)).events).toHaveLength(1)
  await core.close()
})
