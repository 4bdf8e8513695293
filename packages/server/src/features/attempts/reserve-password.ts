import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { clearRates, uncountRate } from './attempts.store.ts'
import { reserveRate } from './reserve-rate.ts'
import type { WaitRule } from './waits.ts'

// Wrong passwords slow down the asking browser and network first, so that a stranger cannot lock a person out of a known
// browser (SI-10). A known browser has a count of its own; everybody else shares three that grow ever wider.
const knownBrowser: WaitRule = { free: 10, waitFrom: seconds(30), waitUpTo: minutes(15), forgetAfter: days(1) }
const accountFromNetwork: WaitRule = { free: 5, waitFrom: seconds(30), waitUpTo: hours(1), forgetAfter: days(1) }
const accountFromOthers: WaitRule = { free: 30, waitFrom: seconds(30), waitUpTo: minutes(5), forgetAfter: days(1) }
const network: WaitRule = { free: 60, waitFrom: seconds(30), waitUpTo: minutes(15), forgetAfter: hours(1) }

/** Whose password is tried, and from where. `subject` is the account's id, or a MAC of the login where there is no such
 * account, so that both take the same way and login name, e-mail, case and Unicode forms share one count. */
export interface PasswordTry {
  subject: string
  knownBrowserId: string | undefined
  network: string
}

const ownKeys = (q: PasswordTry): [key: string, rule: WaitRule][] =>
  q.knownBrowserId
    ? [[`password ${q.subject} browser ${q.knownBrowserId}`, knownBrowser]]
    : [
        [`password ${q.subject} network ${q.network}`, accountFromNetwork],
        [`password ${q.subject} others`, accountFromOthers],
      ]

/** Counts one password before it is checked. Outside of any transaction. */
export async function reservePassword(core: Pick<Core, 'db' | 'clock'>, q: PasswordTry): Promise<Outcome> {
  const keys: [string, WaitRule][] = [
    ...ownKeys(q),
    ...(q.knownBrowserId ? [] : ([[`password network ${q.network}`, network]] as [string, WaitRule][])),
  ]
  for (const [key, rule] of keys) {
    const reserved = await reserveRate(core, key, rule)
    if (!reserved.ok) return refused('too_many_attempts', { retryAt: reserved.retryAt })
  }
  return { ok: true }
}

/** The password was right: this try leaves the counts as they were. It resets nothing (SI-10); only a finished sign-in does. */
export async function passwordWasRight(core: Pick<Core, 'db'>, q: PasswordTry): Promise<void> {
  for (const [key] of ownKeys(q)) await uncountRate(core.db, key)
  if (!q.knownBrowserId) await uncountRate(core.db, `password network ${q.network}`)
}

/** A sign-in was finished: the counts of its own browser and network begin anew. */
export async function signInFinished(tx: Tx, q: PasswordTry & { browserId: string }): Promise<void> {
  await clearRates(tx, [...ownKeys(q).map(([key]) => key), `password ${q.subject} browser ${q.browserId}`])
}
