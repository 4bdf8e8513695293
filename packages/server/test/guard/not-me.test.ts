import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { tellOwner } from '../../src/features/notices/index.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { forEachEngine } from '../../src/testing/index.ts'
import { answerTo, confirmOnPhone, signInAs, type TestApp, type TestPerson, waitingPrompts } from '../../src/testing/whole.ts'
import { at, freshBrowser, look, openSite, prompts, say, typePassword } from './site.ts'

forEachEngine('SI-5 “It wasn’t me”', (engine) => {
  const open = async () => {
    const site = await openSite(await engine.open({ shared: true }))
    return { ...site, [Symbol.asyncDispose]: () => site.close() }
  }
  const marked = async (app: TestApp, who: TestPerson) =>
    (await app.core.db.selectFrom('account').selectAll().where('id', '=', who.id).executeTakeFirstOrThrow()).password_marked_at
  /** Clears what SI-15 asks for, so that prompts from unknown browsers would ring again. */
  const passwordChanged = (app: TestApp, who: TestPerson) =>
    app.core.db.updateTable('account').set({ password_marked_at: null }).where('id', '=', who.id).execute()

  it('SI-5 stops prompts from unknown browsers for 15 minutes on every node, and from known ones not', async () => {
    await using site = await open()
    const two = await site.node()
    const known = await signInAs(site.one, site.ana, freshBrowser(site.one))
    await typePassword(freshBrowser(site.one), site.ana)
    const saidAt = site.clock.now()
    expect(await say(site.one, site.ana, 'not-me')).toBe(200)
    await passwordChanged(site.one, site.ana)
    const count = (await prompts(site.one)).length
    for (const node of [site.one, two, await site.node()])
      expect((await typePassword(freshBrowser(node), site.ana)).phone).toMatchObject({ pausedUntil: saidAt + minutes(15) })
    site.clock.advance(minutes(15) - 1)
    expect((await typePassword(freshBrowser(two), site.ana)).phone?.prompt).toBeUndefined()
    expect(await prompts(site.one)).toHaveLength(count)
    expect((await typePassword(at(two, known), site.ana)).phone?.prompt).toBeDefined()
    site.clock.advance(1)
    expect((await typePassword(freshBrowser(two), site.ana)).phone?.prompt).toBeDefined()
  })

  it('SI-5 ends the sign-in, marks the password, tells the administrators and is in the history and the record', async () => {
    await using site = await open()
    const stranger = freshBrowser(site.one)
    await typePassword(stranger, site.ana)
    await say(site.one, site.ana, 'not-me')
    expect(await look(stranger)).toMatchObject({ step: 'over', over: 'not-me' })
    expect((await stranger.post('/api/sign-in/finish')).status).not.toBe(200)
    expect(await marked(site.one, site.ana)).toBe(site.clock.now())
    expect((await site.one.mailTo(site.admin.email)).subject).toContain("It wasn't me")
    const history = await site.one.core.db.selectFrom('login_event').select('result').where('account_id', '=', site.ana.id).execute()
    expect(history.map((row) => row.result)).toContain('not-me')
    const acts = await site.one.core.db.selectFrom('audit').select('act').where('account_id', '=', site.ana.id).execute()
    expect(acts.map((row) => row.act)).toEqual(expect.arrayContaining(['prompt_denied', 'password_marked']))
  })

  it('SI-5 ends all other unfinished sign-ins of the account', async () => {
    await using site = await open()
    const [one, other] = [freshBrowser(site.one), freshBrowser(site.one)]
    await typePassword(one, site.ana)
    await typePassword(other, site.ana)
    await say(site.one, site.ana, 'not-me')
    expect([(await look(one)).step, (await look(other)).step]).toEqual(['over', 'over'])
  })

  it.each([
    [minutes(10) - 1, 401],
    [minutes(10), 200],
  ])('SI-5 ends the session too, %d ms after its confirmation: %d', async (after, status) => {
    await using site = await open()
    const browser = freshBrowser(site.one)
    const view = await typePassword(browser, site.ana)
    const [prompt] = await waitingPrompts(site.one, site.ana.phone)
    if (!prompt) throw new Error('No prompt')
    const answer = (decision: 'confirm' | 'not-me') =>
      site.one.browser().request('POST', `/api/phone/prompts/${prompt.id}/answer`, {
        ...answerTo(site.ana.phone, prompt, decision, decision === 'confirm' ? (view.phone?.prompt?.matchCode ?? '') : ''),
      })
    expect((await answer('confirm')).status).toBe(200)
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    site.clock.advance(after)
    await answer('not-me')
    expect((await browser.get('/api/session')).status).toBe(status)
    expect((await marked(site.one, site.ana)) !== null).toBe(status === 401)
  })

  it('SI-12 of “It wasn’t me” and the finish at the same moment no session is left, whoever comes first', async () => {
    await using site = await open()
    const two = await site.node()
    for (let n = 0; n < 12; n++) {
      await passwordChanged(site.one, site.ana)
      await site.one.core.db.deleteFrom('prompt').execute()
      const browser = freshBrowser(site.one)
      await typePassword(browser, site.ana)
      const [prompt] = await waitingPrompts(site.one, site.ana.phone)
      if (!prompt) throw new Error('No prompt')
      await confirmOnPhone(site.one, browser, site.ana.phone)
      const deny = two.browser().request('POST', `/api/phone/prompts/${prompt.id}/answer`, answerTo(site.ana.phone, prompt, 'not-me'))
      const [finished, denied] = await Promise.all([browser.post('/api/sign-in/finish'), deny])
      expect([200, 409, 410]).toContain(finished.status)
      expect(denied.status).toBe(200)
      const left = await site.one.core.db.selectFrom('session').select('id').where('ended_at', 'is', null).execute()
      expect(left).toEqual([])
    }
  })

  it('AU-4 of “This wasn’t me” and the finish at the same moment no session is left either', async () => {
    await using site = await open()
    const two = await site.node()
    for (let n = 0; n < 20; n++) {
      await passwordChanged(site.one, site.ana)
      await site.one.core.db.deleteFrom('prompt').execute()
      await site.one.core.db.updateTable('device').set({ state: 'trusted', trusted_at: 1, added_at: 1 }).execute()
      const { notice } = await inPlainTransaction(two.core.db, (tx) =>
        tellOwner(two.core, tx, { accountId: site.ana.id, kind: 'new-browser-login' }),
      )
      const { nonce } = (await two.browser().post('/api/phone/nonce')).body as { nonce: string }
      const signed = site.ana.phone.act('not-me', notice, nonce)
      const browser = freshBrowser(site.one)
      await typePassword(browser, site.ana)
      await confirmOnPhone(site.one, browser, site.ana.phone)
      const said = two.browser().post(`/api/phone/notices/${notice}/not-me`, signed)
      await Promise.all([browser.post('/api/sign-in/finish'), said])
      expect((await said).status).toBe(200)
      const left = await site.one.core.db.selectFrom('session').select('id').where('ended_at', 'is', null).execute()
      expect(left).toEqual([])
    }
  })

  it('SI-15 afterwards no phone rings for an unknown browser: it is confirmed by scanning only', async () => {
    await using site = await open()
    await typePassword(freshBrowser(site.one), site.ana)
    await say(site.one, site.ana, 'not-me')
    site.clock.advance(minutes(16))
    await site.one.deliver()
    const pushes = site.one.pushes.length
    const view = await typePassword(freshBrowser(site.one), site.ana)
    expect(view.phone?.prompt).toMatchObject({ scanUrl: expect.any(String) })
    expect(view.phone?.prompt?.matchCode).toBeUndefined()
    await site.one.deliver()
    expect(site.one.pushes).toHaveLength(pushes)
  })
})
