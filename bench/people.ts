import { assemble } from '../packages/server/src/assemble.ts'
import type { Config } from '../packages/server/src/config/config.ts'
import { readConfig, readKeyRing } from '../packages/server/src/config/index.ts'
import type { Core } from '../packages/server/src/core.ts'
import { inPlainTransaction } from '../packages/server/src/db/transaction.ts'
import { makeAccessCode } from '../packages/server/src/features/access-codes/index.ts'
import { hashPassword } from '../packages/server/src/features/passwords/index.ts'
import { makeCodeSet, saveCodeSet } from '../packages/server/src/features/recovery-codes/index.ts'
import { hours } from '../packages/server/src/kernel/clock.ts'
import { systemRandom } from '../packages/server/src/kernel/random.ts'
import { makeAccountRow, makeBrowserRow, makeEmailRow, makeSessionRow } from '../packages/server/src/testing/rows.ts'
import type { Site } from './site.ts'

export const password = 'correct horse battery staple'

/** Who is there to log in, and a session that is open. */
export interface People {
  logins: string[]
  /** The Cookie header of a full session. */
  sessionCookie: string
  hashing: Config['hashing']
  /** Logins that somebody else tries, for each way to try them. */
  strangersKnow: Record<string, string[]>
  /** Logins with an open access code for a new password. */
  withCode: string[]
}

/** Writes people into the site's database, while no service runs on it.
 * @param count members before their deadline, whose password alone opens a session */
export async function makePeople(site: Site, count: number): Promise<People> {
  const config = readConfig({ DATA_DIR: site.dataDir, PORT: String(site.port), LOG_LEVEL: 'silent' })
  if ('problems' in config) throw new Error(config.problems.join('\n'))
  const { core, close } = await assemble(config, readKeyRing(config.dataDir, systemRandom))
  try {
    const password_hash = await hashPassword(core, password)
    const logins = Array.from({ length: count }, (_, nth) => `bench${nth}`)
    for (const login of logins) await makeAccountRow(core, { login, password_hash })
    const owner = await makeAccountRow(core, { login: 'owner', password_hash, two_factor_since: core.clock.now() })
    const { set } = await makeCodeSet(core, { accountId: owner.id, weakUntil: 0 })
    await inPlainTransaction(core.db, (tx) => saveCodeSet(core, tx, { accountId: owner.id, set }))
    const browser = await makeBrowserRow(core)
    const session = await makeSessionRow(core, { account: owner.id, browser: browser.id })
    const strangersKnow: Record<string, string[]> = {}
    for (const way of ['sign-in', 'forgotten', 'access-code']) strangersKnow[way] = await makeMany(core, `${way}.known`, password_hash)
    const withCode = await makeMany(core, 'code.known', password_hash, true)
    // As a browser sends them: its own cookie goes along.
    const sessionCookie = `sparekey-browser=${browser.token}; sparekey-session=${session.token}`
    return { strangersKnow, withCode, logins, sessionCookie, hashing: config.hashing }
  } finally {
    await close()
  }
}

/** People with an address each, for whoever tries logins. */
async function makeMany(core: Core, name: string, password_hash: string, code = false): Promise<string[]> {
  const logins = Array.from({ length: 250 }, (_, nth) => `${name}${nth}`)
  for (const login of logins) {
    const { id: account } = await makeAccountRow(core, { login, password_hash, two_factor_since: core.clock.now() })
    await makeEmailRow(core, account, { address: `${login}@example.org` })
    if (!code) continue
    const now = core.clock.now()
    await inPlainTransaction(core.db, (tx) =>
      makeAccessCode(core, tx, { account, purpose: 'password', madeBy: null, worksFrom: now, life: hours(1) }),
    )
  }
  return logins
}
