import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { hashPassword } from '../../src/features/passwords/index.ts'
import { makeCodeSet, saveCodeSet } from '../../src/features/recovery-codes/index.ts'
import { newKeyPair } from '../../src/kernel/p256.ts'
import { newId, newToken, systemRandom } from '../../src/kernel/random.ts'
import {
  createTestCore,
  makeAccountRow,
  makeEmailRow,
  makeNumberRow,
  makeTrustedPhone,
  seededRandom,
  type TestClock,
  type TestCore,
  type TestEngine,
  testKeys,
  testSms,
} from '../../src/testing/index.ts'
import { testPassword } from '../../src/testing/whole.ts'
import type { Receivers } from './receivers.ts'
import type { Somebody } from './work.ts'

/** What the service is started with, and a way to look into its database beside it. */
export interface Installation {
  engine: 'sqlite' | 'postgres'
  url: string
  folder: string
  env: Record<string, string>
  /** Runs something with a core of the test's own; its connections are closed afterwards. @param ahead ms that its clock is ahead */
  look<T>(work: (core: TestCore) => Promise<T>, ahead?: number): Promise<T>
  close(): Promise<void>
}

/** As little as the configuration allows. */
const hashing = { memory: 19456, passes: 2, atOnce: 2, queue: 1000 }

const realClock = (ahead: number): TestClock => ({ now: () => Date.now() + ahead, set() {}, advance() {} })

export async function openInstallation(engine: TestEngine, receivers: Receivers): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-killed-'))
  const made = engine.engine === 'postgres' ? await engine.open() : undefined
  const url = made?.url ?? `sqlite:${join(folder, 'sparekey.db')}`
  const auditSealsFile = join(folder, 'audit-seals.log')
  const first = await openDatabase(url)
  await migrate(first)
  await first.close()
  return {
    engine: engine.engine,
    url,
    folder,
    env: {
      DATABASE_URL: url,
      DATA_DIR: folder,
      SPAREKEY_KEYS: JSON.stringify({ ...testKeys, vapid: newKeyPair(seededRandom('push')) }),
      PUBLIC_URL: 'https://login.example.org',
      TRUSTED_PROXIES: '127.0.0.1',
      MAIL_HOST: '127.0.0.1',
      MAIL_PORT: String(receivers.mailPort),
      MAIL_SECURITY: 'none',
      MAIL_FROM: 'login@example.org',
      SMS_URL: receivers.smsUrl,
      SMS_COUNTRIES: 'DE',
      SMS_PER_DAY: '1000000',
      HASHING_MEMORY: String(hashing.memory),
      HASHING_PASSES: String(hashing.passes),
      LOG_LEVEL: 'warn',
    },
    async look(work, ahead = 0) {
      const open = await openDatabase(url)
      const database = { ...open, url, another: () => openDatabase(url) }
      const mail = { host: '127.0.0.1', port: receivers.mailPort, secure: false, insecure: true, from: 'login@example.org' }
      const sms = { ...testSms, url: receivers.smsUrl, perDay: 1_000_000 }
      const core = await createTestCore({
        database,
        random: systemRandom,
        clock: realClock(ahead),
        config: { hashing, mail, sms, auditSealsFile },
      })
      return await work(core).finally(() => core.close())
    },
    async close() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let numbers = 0
let hash: string | undefined

/** Somebody with everything: a phone, a number whose range is their own, ten codes. */
export async function makeSomebody(core: TestCore, role: 'member' | 'admin', codes: boolean): Promise<Somebody> {
  hash ??= await hashPassword(core, testPassword)
  numbers += 1
  const login = `killed${numbers}`
  const since = core.clock.now() - 20 * 86_400_000
  const account = await makeAccountRow(core, { login, role, password_hash: hash, two_factor_since: since })
  await makeEmailRow(core, account.id)
  const { number } = await makeNumberRow(core, account.id, { number: `+49151${2000 + numbers}0001` })
  const phone = await makeTrustedPhone(core, account.id)
  const somebody: Somebody = { id: account.id, login, password: testPassword, number, phone, codes: [] }
  if (!codes) {
    await makeCodesOfNobody(core, account.id)
    return somebody
  }
  const made = await makeCodeSet(core, { accountId: account.id, weakUntil: 0 })
  await inPlainTransaction(core.db, (tx) => saveCodeSet(core, tx, { accountId: account.id, set: made.set }))
  return { ...somebody, codes: [...made.codes] }
}

/** Codes that nobody has: an account without any would have to make new ones first, which takes ten slow hashes. */
async function makeCodesOfNobody(core: TestCore, account: string): Promise<void> {
  const set = newId(core.random, 'rcs')
  const now = core.clock.now()
  const row = { id: set, account_id: account, salt: newToken(core.random).slice(0, 22), key_id: core.secrets.currentKey, created_at: now }
  await core.db
    .insertInto('recovery_code_set')
    .values({ ...row, saved_at: now, voided_at: null, held_at: null, weak_until: 0 })
    .execute()
  const codes = Array.from({ length: 10 }, () => ({
    id: newId(core.random, 'rcd'),
    set_id: set,
    digest: newToken(core.random),
    spent_at: null,
    spent_by: null,
  }))
  await core.db.insertInto('recovery_code').values(codes).execute()
}
