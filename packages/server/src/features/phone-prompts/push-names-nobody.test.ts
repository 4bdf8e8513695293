import { afterEach, beforeEach, expect, it } from 'vitest'
import { newKeyPair } from '../../kernel/p256.ts'
import { seededRandom } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestPerson, testPassword } from '../../testing/whole.ts'

// DESIGN §5: a push carries only an opaque id. It stands on lock screens, and push services see what they deliver.

let app: TestApp
let ana: TestPerson
let admin: TestPerson

async function subscribe(who: TestPerson): Promise<void> {
  const at = app.core.clock.now()
  const endpoint = 'https://push.example.net/x'
  const { publicKey } = newKeyPair(seededRandom(who.id))
  const id = `psh_${who.login}`
  const place = (column: string) => ({ table: 'push_subscription', column, row: id })
  await app.core.db
    .insertInto('push_subscription')
    .values({
      id,
      device_id: who.phone.id,
      endpoint_sealed: app.core.secrets.seal(place('endpoint_sealed'), endpoint),
      keys_sealed: app.core.secrets.seal(place('keys_sealed'), JSON.stringify({ p256dh: publicKey, auth: 'AAAAAAAAAAAAAAAAAAAAAA' })),
      confirmed_at: at,
      failed_at: null,
    })
    .execute()
}

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  admin = await makePerson(app.core, { login: 'boss', name: 'Petra Vogel', role: 'admin' })
  for (const who of [ana, admin]) await subscribe(who)
})
afterEach(() => app.close())

it('DESIGN §5 the push of a login and of any act says the same words to everybody, and no name, address or number', async () => {
  const browser = await signInAs(app, admin)
  await app.browser({ ip: '198.51.100.99' }).post('/api/sign-in', { login: ana.login, password: testPassword })
  await browser.post('/api/confirmations', { act: 'delete-account', params: { account: ana.id }, password: testPassword })
  await app.deliver()
  const prompts = await app.core.db.selectFrom('prompt').select('id').execute()
  const sent = app.pushes.map((one) => one.payload as Record<string, string>).filter((one) => one.id?.startsWith('prm_'))
  expect(sent.map((one) => one.id).toSorted()).toEqual(prompts.map((one) => one.id).toSorted())
  const words = sent.map(({ id: _id, ...rest }) => JSON.stringify(rest))
  expect(new Set(words).size).toBe(1)
  for (const said of ['Ana', 'ana.silva', 'Petra', 'boss', ana.email, '198.51.100.99', 'Chrome', 'delete', ana.id, admin.id])
    expect(words[0]).not.toContain(said)
})
