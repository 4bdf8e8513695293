import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from '../src/app.ts'
import { type Demo, startDemo } from '../src/demo/demo-server.ts'
import { freePort } from '../src/testing/free-port.ts'
import { buildTestApp, type TestApp } from '../src/testing/test-app.ts'

const src = join(import.meta.dirname, '../src')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-desk-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('OP-1 the desk is there in the demo only', () => {
  let service: TestApp
  beforeEach(async () => {
    service = await buildTestApp()
  })
  afterEach(() => service.close())

  it('the service has no route under /dev, with its pages or without', async () => {
    const pages = { web: join(folder, 'web'), phone: join(folder, 'phone') }
    for (const page of [pages.web, pages.phone]) {
      mkdirSync(join(page, 'assets'), { recursive: true })
      writeFileSync(join(page, 'index.html'), 'x')
    }
    for (const app of [service.app, await buildApp(service.core, pages)]) {
      await app.ready()
      expect(app.printRoutes({ commonPrefix: false })).not.toMatch(/\bdev\b/)
      for (const url of ['/dev', '/dev/outbox', '/dev/api/desk', '/dev/api/outbox', '/dev/assets/x.js']) {
        expect((await app.inject({ url })).statusCode, url).toBe(404)
      }
    }
  })

  it('nothing outside the demo names its routes', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.ts$/.test(file) && !/^demo\b|\.test\.ts$/.test(file),
    )
    expect(files.length).toBeGreaterThan(100)
    for (const file of files) expect(readFileSync(join(src, file), 'utf8'), file).not.toMatch(/['"`]\/dev\b/)
  })
})

describe('the demo', () => {
  let demo: Demo
  beforeEach(async () => {
    const hashing = { memory: 8, passes: 1, atOnce: 2, queue: 100 }
    demo = await startDemo({ port: await freePort(), dataDir: join(folder, 'data'), config: { hashing, logLevel: 'silent' } })
  })
  afterEach(() => demo.close())

  it('has people of every kind, whose passwords and codes the desk shows', async () => {
    const { people } = (await demo.app.inject({ url: '/dev/api/desk' })).json() as {
      people: { login: string; password?: string; codes: string[]; codesLeft: number; invitation?: string }[]
    }
    expect(people.map((one) => one.login)).toEqual(['ada', 'bruno', 'chidi', 'dana', 'emil', 'farah', 'goran', 'hanna'])
    expect(people.filter((one) => one.codes.length === 10 && one.codesLeft === 10)).toHaveLength(4)
    expect(people.find((one) => one.login === 'hanna')?.invitation).toMatch(/\/link\/invitation#/)
  })

  it('moves the clock of the service and sets it back', async () => {
    const move = (payload: object) =>
      demo.app.inject({ method: 'POST', url: '/dev/api/clock', payload, headers: { origin: demo.url, 'sec-fetch-site': 'same-origin' } })
    const before = demo.core.clock.now()
    expect((await move({ by: 3_600_000 })).json()).toMatchObject({ moved: 3_600_000 })
    expect(demo.core.clock.now() - before).toBeGreaterThanOrEqual(3_600_000)
    expect((await move({ back: true })).json()).toMatchObject({ moved: 0 })
    expect((await move({ by: -1 })).statusCode).toBe(400)
  })
})
