/** What tests of every feature may use. Never imported by what runs in production (checked by `tools/check-imports.ts`). */
export { enginesOfThisRun, forEachEngine, type TestEngine } from './engines.ts'
export { makePairingPhone, type Opened, type PairingPhone, strangeProof } from './pairing-phone.ts'
export {
  makeAccountRow,
  makeAnsweringRow,
  makeBrowserRow,
  makeEmailRow,
  makeKnownBrowserRow,
  makeNumberRow,
  makeSessionRow,
  makeSignInRow,
} from './rows.ts'
export { seededRandom } from './seeded-random.ts'
export { type TestClock, testClock, testStart } from './test-clock.ts'
export { anotherNode, createTestCore, type TestCore, type TestCoreOptions, testConfig, testKeys, testSms } from './test-core.ts'
export { openTestDatabase, type TestDatabase } from './test-database.ts'
export { makePhoneKeys, makeTrustedPhone, type PhoneKeys, pointOf, type TestPhone } from './test-phone.ts'
