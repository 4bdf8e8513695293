import { expect, it } from 'vitest'
import { signInParts } from '../../src/app.ts'
import type { Core } from '../../src/core.ts'
import { rememberedLine } from '../../src/features/remembered-browsers/remembered-cookie.ts'
import { finishSignIn } from '../../src/features/sign-in/finish.ts'
import { cookieName, readCookies } from '../../src/http/cookies.ts'
import { days } from '../../src/kernel/clock.ts'
import { anotherNode, createTestCore, forEachEngine, makeBrowserRow, makeSignInRow, type TestCore } from '../../src/testing/index.ts'
import { makePerson } from '../../src/testing/whole.ts'

const callers = 200
const nodesAtOnce = 4

async function allowRemembering(core: TestCore): Promise<void> {
  await core.db
    .insertInto('policy_rule')
    .values({
      id: 'rul_1',
      group_id: '',
      setting: 'rememberDays',
      value: '30',
      works_from: 0,
      revision: 1,
      made_at: 0,
      made_by: 'test',
      replaced_at: null,
      stopped_at: null,
      stopped_by: null,
    })
    .execute()
}

forEachEngine('one cookie of a remembered browser', (engine) => {
  it('SI-13 sent by 200 tabs at once lets in exactly one; the others can confirm', async () => {
    const core = await createTestCore({ database: await engine.open({ shared: true }) })
    const nodes: Core[] = [core]
    for (let n = 1; n < nodesAtOnce; n++) nodes.push(await anotherNode(core, n))
    await allowRemembering(core)
    const ana = await makePerson(core)
    const browser = await makeBrowserRow(core)
    const halves = { series: 'S'.repeat(43), token: 'T'.repeat(43) }
    const digest = core.secrets.digest('remembered', `token\0${halves.token}`)
    const now = core.clock.now()
    await core.db
      .insertInto('remembered_browser')
      .values({
        id: 'rmb_1',
        account_id: ana.id,
        browser_id: browser.id,
        series_digest: core.secrets.digest('remembered', `series\0${halves.series}`),
        digest,
        rotated_at: now,
        method: 'phone',
        device_id: ana.phone.id,
        password_version: 1,
        made_at: now,
        ends_at: now + days(30),
      })
      .execute()
    const { password_version } = await core.db.selectFrom('account').select('password_version').executeTakeFirstOrThrow()
    await core.db.updateTable('remembered_browser').set({ password_version }).execute()
    const cookies = readCookies(rememberedLine(core, ana.id, halves, now + days(30)))
    const signIns = await Promise.all(
      Array.from({ length: callers }, () =>
        makeSignInRow(core, { account: ana.id, browser: browser.id }, { remembered_id: 'rmb_1', remembered_digest: digest }),
      ),
    )
    const outcomes = await Promise.all(
      signIns.map((signIn, n) =>
        finishSignIn(nodes[n % nodes.length] as Core, signInParts, {
          ip: '203.0.113.7',
          network: '203.0.113.7',
          agent: 'Chrome',
          cookies: { ...cookies, [cookieName(core.config, 'sign-in')]: signIn.token },
        }),
      ),
    )
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
    expect(new Set(outcomes.map((one) => (one.ok ? 'in' : one.code)))).toEqual(new Set(['in', 'not_confirmed']))
    const sessions = await core.db.selectFrom('session').select('access').execute()
    expect(sessions).toEqual([{ access: 'one-factor' }])
    const left = await core.db.selectFrom('remembered_browser').select(['ended_at', 'previous_digest']).execute()
    expect(left).toEqual([{ ended_at: null, previous_digest: digest }])
    const waiting = await core.db
      .selectFrom('sign_in')
      .select('id')
      .where('state', '=', 'waiting')
      .where('remembered_id', 'is', null)
      .execute()
    expect(waiting).toHaveLength(callers - 1)
  })
})
