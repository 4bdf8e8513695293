import type { Config, SmsConfig } from '../config/config.ts'
import type { Core, EndingAct, Ends, Spared } from '../core.ts'
import { createLive, type Live } from '../features/live/index.ts'
import { createHashQueue } from '../kernel/hash-queue.ts'
import type { Log, LogFields } from '../kernel/log.ts'
import { newKeyPair } from '../kernel/p256.ts'
import { createPlaces, type Places } from '../kernel/places.ts'
import type { Random } from '../kernel/random.ts'
import { createSecrets, type KeyRing } from '../kernel/secrets.ts'
import { seededRandom } from './seeded-random.ts'
import { type TestClock, testClock } from './test-clock.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

/** Keys that are the same in every test. */
export const testKeys: KeyRing = {
  current: 'k1',
  keys: { k1: Buffer.alloc(32, 1).toString('base64url'), k0: Buffer.alloc(32, 2).toString('base64url') },
}

/** A site with https, mail and push, and password hashes that cost next to nothing. */
export const testConfig: Config = {
  publicUrl: 'https://login.example.org',
  origin: 'https://login.example.org',
  localhost: false,
  host: '127.0.0.1',
  port: 0,
  databaseUrl: 'sqlite::memory:',
  dataDir: '',
  siteName: 'Example',
  support: 'the help desk, 555 0100',
  mail: { host: '127.0.0.1', port: 25, secure: false, insecure: true, from: 'login@example.org' },
  push: { subject: 'mailto:admin@example.org', hosts: ['push.example.net'], allowLoopback: false },
  trustedProxies: [],
  logLevel: 'silent',
  hashing: { memory: 8, passes: 1, atOnce: 2, queue: 1000 },
  geoDatabase: 'off',
  auditKeepDays: 730,
}

/** A gateway for tests of SMS: `{ config: { sms: testSms } }`. Nothing is sent there. */
export const testSms: SmsConfig = {
  url: 'https://sms.example.net/send',
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"to":"{to}","text":"{text}"}',
  success: { statuses: [200] },
  countries: ['DE', 'GB'],
  perDay: 500,
}

/** What was written to the log, for tests that look at it. */
export interface TestLog extends Log {
  lines: { level: 'info' | 'warn' | 'error'; message: string; fields: LogFields }[]
}

export function testLog(): TestLog {
  const lines: TestLog['lines'] = []
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void => {
      lines.push({ level, message, fields })
    }
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

/** Everything a use case needs, on a database of its own. */
export interface TestCore extends Core {
  clock: TestClock
  log: TestLog
  database: TestDatabase
  /** What was ended through the default `ends`, in order. */
  ended: { account: string; act: EndingAct; spared: Spared }[]
  close(): Promise<void>
}

export interface TestCoreOptions {
  /** As shipped a database in memory. */
  database?: TestDatabase
  config?: Partial<Config>
  clock?: TestClock
  random?: Random
  /** What acts end elsewhere; as shipped they are only written down in `ended`. */
  ends?: Ends
  /** Where addresses lie; as shipped only local ones are known. */
  places?: Places
  /** The bus, where several nodes are tested. */
  live?: Live
}

/** Builds a core; close it after the test. */
export async function createTestCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const database = options.database ?? (await openTestDatabase())
  const random = options.random ?? seededRandom()
  const ended: TestCore['ended'] = []
  const noteEnds: Ends = async (_tx, account, act, spared) => {
    ended.push({ account, act, spared })
  }
  const config = { ...testConfig, ...options.config }
  const log = testLog()
  return {
    db: database.db,
    database,
    clock: options.clock ?? testClock(),
    random,
    secrets: createSecrets(testKeys, random),
    config,
    hashing: createHashQueue(config.hashing.atOnce, config.hashing.queue),
    log,
    places: options.places ?? createPlaces(config.geoDatabase, log),
    live: options.live ?? createLive(),
    push: newKeyPair(seededRandom('push')),
    ended,
    ends: options.ends ?? noteEnds,
    close: () => database.close(),
  }
}

/** The same installation seen from another connection: another node. It shares the clock and draws its own random values. */
export async function anotherNode(core: TestCore, seed: string | number): Promise<Core> {
  const open = await core.database.another()
  const random = seededRandom(`node ${seed}`)
  return { ...core, db: open.db, random, secrets: createSecrets(testKeys, random), live: createLive() }
}
