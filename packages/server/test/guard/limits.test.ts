import { expect, it } from 'vitest'
import { hours, minutes, seconds } from '../../src/kernel/clock.ts'
import { forEachEngine } from '../../src/testing/index.ts'
import { confirmAct, confirmOnPhone, signInAs, testPassword } from '../../src/testing/whole.ts'
import { at, freshBrowser, look, openSite, prompts, say, typePassword } from './site.ts'

// The guard for prompts (SI-6): whoever knows the password cannot tire the owner out, wherever the tries come from.

forEachEngine('SI-6 prompts are limited', (engine) => {
  const open = async () => {
    const site = await openSite(await engine.open({ shared: true }))
    return { ...site, [Symbol.asyncDispose]: () => site.close() }
  }

  it('SI-6 to one open at a time for a sign-in, however often it is asked for', async () => {
    await using site = await open()
    const two = await site.node()
    const browser = freshBrowser(site.one)
    await typePassword(browser, site.ana)
    site.clock.advance(seconds(31))
    const asked = await Promise.all(Array.from({ length: 40 }, (_, n) => at(n % 2 ? two : site.one, browser).post('/api/sign-in/prompt')))
    expect(asked.every((one) => one.status < 500)).toBe(true)
    const open_ = (await prompts(site.one)).filter((one) => one.state === 'open')
    expect(open_).toHaveLength(1)
  })

  it('SI-6 to five in ten minutes across sign-ins and nodes; the page says paused until when, and offers the others', async () => {
    await using site = await open()
    const nodes = [site.one, await site.node()]
    for (let n = 0; n < 20; n++) {
      await typePassword(freshBrowser(nodes[n % 2] ?? site.one), site.ana)
      site.clock.advance(seconds(5))
    }
    const sent = await prompts(site.one)
    expect(sent).toHaveLength(5)
    const late = freshBrowser(nodes[1] ?? site.one)
    const view = await typePassword(late, site.ana)
    expect(view.phone?.prompt).toBeUndefined()
    const until = (sent[0]?.created_at ?? 0) + minutes(10)
    expect(view.phone?.pausedUntil).toBe(until)
    expect((await late.post('/api/sign-in/prompt')).body).toMatchObject({ code: 'prompt_paused', retryAt: until })
    expect(view.methods?.map((one) => one.kind)).toEqual(expect.arrayContaining(['recovery-code', 'verification-code']))
    await site.one.deliver()
    const pushed = await site.one.core.db
      .selectFrom('outbox')
      .select('id')
      .where('kind', '=', 'push')
      .where('dedupe', 'like', 'prompt %')
      .execute()
    expect(pushed.length).toBeLessThanOrEqual(5)
  })

  it('SI-6 to ten since the last confirmation, for as long as it takes', async () => {
    await using site = await open()
    for (let n = 0; n < 30; n++) {
      await typePassword(freshBrowser(site.one), site.ana)
      site.clock.advance(minutes(11))
    }
    expect(await prompts(site.one)).toHaveLength(10)
    site.clock.advance(hours(24 * 30))
    const browser = freshBrowser(site.one)
    expect((await typePassword(browser, site.ana)).phone).toMatchObject({ pausedUntil: 0 })
    // A confirmation by another method in this lane opens the way again.
    await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: site.ana.codes[0] })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    await typePassword(freshBrowser(site.one), site.ana)
    expect(await prompts(site.one)).toHaveLength(11)
  })

  it('SI-6 apart for known and other browsers: a stranger cannot use up the owner’s own', async () => {
    await using site = await open()
    const known = await signInAs(site.one, site.ana, freshBrowser(site.one))
    for (let n = 0; n < 12; n++) await typePassword(freshBrowser(site.one), site.ana)
    site.clock.advance(seconds(1))
    const view = await typePassword(known, site.ana)
    expect(view.phone).toMatchObject({ prompt: { state: 'open' } })
    expect(view.phone?.pausedUntil).toBeUndefined()
    await confirmOnPhone(site.one, known, site.ana.phone)
    expect((await known.post('/api/sign-in/finish')).status).toBe(200)
    // Nor does the owner's confirmation give the stranger new ones.
    expect((await typePassword(freshBrowser(site.one), site.ana)).phone?.pausedUntil).toBeGreaterThan(0)
  })

  it('SI-6 across restarts', async () => {
    await using site = await open()
    const before = await site.node()
    for (let n = 0; n < 3; n++) await typePassword(freshBrowser(before), site.ana)
    await before.close()
    const after = await site.node()
    for (let n = 0; n < 6; n++) await typePassword(freshBrowser(after), site.ana)
    expect(await prompts(after)).toHaveLength(5)
  })

  it('SI-6 with 200 sign-ins at the same moment, on two nodes', async () => {
    await using site = await open()
    const nodes = [site.one, await site.node()]
    const views = await Promise.all(Array.from({ length: 200 }, (_, n) => typePassword(freshBrowser(nodes[n % 2] ?? site.one), site.ana)))
    expect(views.filter((view) => view.phone?.prompt)).toHaveLength(5)
    expect(await prompts(site.one)).toHaveLength(5)
  })

  it('SI-6 for acts too: five in ten minutes, and the page says until when', async () => {
    await using site = await open()
    const browser = await signInAs(site.one, site.admin, freshBrowser(site.one))
    for (let n = 0; n < 5; n++) await confirmAct(site.one, browser, site.admin, 'disable-account', { account: site.ana.id })
    const begun = await browser.post('/api/confirmations', {
      act: 'delete-account',
      params: { account: site.ana.id },
      password: testPassword,
    })
    expect(begun.body).toMatchObject({ step: 'confirm', purpose: 'act', phone: { pausedUntil: expect.any(Number) } })
    site.clock.advance(minutes(10))
    expect((await look(browser)).phone?.pausedUntil).toBeUndefined()
  })
})

forEachEngine('SI-6 prompts are sent', (engine) => {
  it('SI-6 only ever after a correct password, from known browsers too', async () => {
    const site = await openSite(await engine.open({ shared: true }))
    const known = await signInAs(site.one, site.ana, freshBrowser(site.one))
    const count = (await prompts(site.one)).length
    for (const browser of [known, freshBrowser(site.one)])
      for (const [login, password] of [
        [site.ana.login, 'not this one'],
        ['nobody.here', testPassword],
        [site.ana.login, ''],
      ])
        await browser.post('/api/sign-in', { login, password })
    const fresh = freshBrowser(site.one)
    await fresh.post('/api/sign-in/prompt')
    await fresh.post('/api/sign-in/start', { method: 'phone' })
    expect(await prompts(site.one)).toHaveLength(count)
    await site.close()
  })
  it('SI-5 “I made a mistake” ends the prompt only: the sign-in goes on, and can ask again', async () => {
    const site = await openSite(await engine.open({ shared: true }))
    const browser = freshBrowser(site.one)
    await typePassword(browser, site.ana)
    expect(await say(site.one, site.ana, 'mistake')).toBe(200)
    expect(await look(browser)).toMatchObject({ step: 'confirm', phone: { prompt: { state: 'mistaken' } } })
    const account = await site.one.core.db.selectFrom('account').selectAll().where('id', '=', site.ana.id).executeTakeFirstOrThrow()
    expect(account.password_marked_at).toBeNull()
    site.clock.advance(seconds(10))
    expect((await browser.post('/api/sign-in/prompt')).status).toBe(200)
    await confirmOnPhone(site.one, browser, site.ana.phone)
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    await site.close()
  })
})
