import { afterEach, expect, it } from 'vitest'
import { createTestCore, makeAccountRow, makeTrustedPhone, type TestCore } from '../testing/index.ts'
import { startMessages } from './start-messages.ts'

let core: TestCore
afterEach(() => core.close())

it('OP-1 the first start says where to go, what is missing, and prints the link', async () => {
  core = await createTestCore({
    config: { publicUrl: 'http://localhost:8080', origin: 'http://localhost:8080', localhost: true, dataDir: '/nowhere' },
  })
  const said = await startMessages(core, 'http://localhost:8080/link/first-start#abc')
  expect(said).toMatch(/listens at http:\/\/localhost:8080/)
  expect(said).toMatch(/within 15 minutes:\n\n {4}http:\/\/localhost:8080\/link\/first-start#abc/)
  expect(said).toMatch(/__Host-/)
  expect(said).toMatch(/No phone can reach localhost/)
})

it('OP-9 a start after PUBLIC_URL changed names the devices that stop working', async () => {
  core = await createTestCore()
  const account = await makeAccountRow(core, { login: 'ada' })
  await makeTrustedPhone(core, account.id, { name: 'Pixel of Ada', origin: 'http://localhost:8080' })
  await makeTrustedPhone(core, account.id, { name: 'Still good' })
  await startMessages({ ...core, config: { ...core.config, origin: 'http://localhost:8080' } }, undefined)
  const said = await startMessages(core, undefined)
  expect(said).toMatch(/https:\/\/login\.example\.org now \(it was http:\/\/localhost:8080\)/)
  expect(said).toMatch(/ada: Pixel of Ada, paired at http:\/\/localhost:8080/)
  expect(said).not.toMatch(/Still good/)
})

it('never shows the password of the database', async () => {
  core = await createTestCore({ config: { databaseUrl: 'postgres://sparekey:geheim@db.internal:5432/sparekey' } })
  expect(await startMessages(core, undefined)).toMatch(/PostgreSQL at db\.internal:5432/)
  expect(await startMessages(core, undefined)).not.toMatch(/geheim/)
})
