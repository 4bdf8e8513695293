import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../src/features/api-description/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp } from '../src/testing/whole.ts'

let app: TestApp
beforeAll(async () => {
  app = await buildTestApp()
})
afterAll(() => app.close())

describe('AP-3 the OpenAPI description', () => {
  it('in the docs is that of the program (else run `npm run docs`)', () => {
    const page: unknown = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'))
    expect(page).toEqual(JSON.parse(JSON.stringify(describeApi(app.core, app.app))))
  })

  it('has every route, with its access, what it takes and what it answers', () => {
    const { paths } = describeApi(app.core, app.app)
    const operations = Object.entries(paths).flatMap(([path, byMethod]) =>
      Object.entries(byMethod).map(([method, one]) => ({ path, method, one })),
    )
    const routes = app.app.routeTable.filter((route) => route.url.startsWith('/api/') && route.method !== 'HEAD')
    expect(operations.length).toBe(routes.length)
    expect(new Set(operations.map(({ one }) => one.operationId)).size).toBe(operations.length)
    for (const { path, method, one } of operations) {
      expect(one.summary, path).not.toBe('')
      expect(one['x-access'], path).toBeDefined()
      expect(one.requestBody !== undefined, path).toBe(method !== 'get')
      expect(one.responses['200']?.content, path).toBeDefined()
      for (const [, name] of path.matchAll(/\{(\w+)\}/g))
        expect(one.parameters, path).toContainEqual(expect.objectContaining({ name, in: 'path' }))
    }
  })

  it('is served to a full session and to nobody else', async () => {
    const ana = await makePerson(app.core)
    expect((await app.browser().get('/api/openapi.json')).status).toBe(401)
    const answer = await (await signInAs(app, ana)).get('/api/openapi.json')
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(describeApi(app.core, app.app))))
  })
})
