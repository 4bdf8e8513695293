import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser } from '../../testing/whole.ts'

let app: TestApp
let browser: TestBrowser
beforeEach(async () => {
  app = await buildTestApp()
  browser = await signInAs(app, await makePerson(app.core, { role: 'admin' }))
})
afterEach(() => app.close())

describe('groups', () => {
  const make = (name: string) => browser.post('/api/console/groups', { name })
  it('are made by name, listed by name with their members', async () => {
    for (const name of ['Sales', 'accounting', 'Zebra keepers']) expect((await make(name)).status).toBe(200)
    const { groups } = (await browser.get('/api/console/groups')).body as { groups: { id: string; name: string; members: number }[] }
    expect(groups.map((group) => [group.name, group.members])).toEqual([
      ['accounting', 0],
      ['Sales', 0],
      ['Zebra keepers', 0],
    ])
    const ben = await makePerson(app.core)
    await browser.post(`/api/console/people/${ben.id}/groups`, { groups: [groups[1]?.id] })
    const again = (await browser.get('/api/console/groups')).body as { groups: { members: number }[] }
    expect(again.groups.map((group) => group.members)).toEqual([0, 1, 0])
  })
  it('have one name each, in any case', async () => {
    await make('Sales')
    expect(await make(' SALES ')).toMatchObject({ status: 409, body: { code: 'group_taken' } })
  })
  it.each(['', '   ', '\u202e', 'x'.repeat(61)])('are not called %j', async (name) => expect((await make(name)).status).toBe(400))
  it('are for administrators with a full session', async () => {
    const member = await signInAs(app, await makePerson(app.core))
    expect((await member.get('/api/console/groups')).body).toMatchObject({ code: 'role_too_low' })
    expect((await app.browser().get('/api/console/groups')).body).toMatchObject({ code: 'sign_in_needed' })
  })
})
