import type { Config } from './config/config.ts'
import type { Db } from './db/open.ts'
import type { Tx } from './db/transaction.ts'
import type { Live } from './features/live/index.ts'
import type { Clock } from './kernel/clock.ts'
import type { HashQueue } from './kernel/hash-queue.ts'
import type { Log } from './kernel/log.ts'
import type { Places } from './kernel/places.ts'
import type { Random } from './kernel/random.ts'
import type { Secrets } from './kernel/secrets.ts'

/** What every use case may need from outside itself. Built once in `app.ts`, replaced piece by piece in tests. */
export interface Core {
  db: Db
  clock: Clock
  random: Random
  secrets: Secrets
  config: Config
  log: Log
  live: Live
  ends: Ends
  /** The key pair that push services know this installation by (RFC 8292), base64url: a point of 65 bytes and a scalar of 32. */
  push: { publicKey: string; privateKey: string }
  /** Where every slow hash waits its turn. */
  hashing: HashQueue
  /** Where addresses lie. Every request from elsewhere has it ready; inside a transaction nothing else is waited for. */
  places: Places
}

/** The acts that end something elsewhere. What each ends stands in one table in `app.ts` (DESIGN §2). */
export type EndingAct =
  | 'account-disabled'
  | 'password-changed'
  | 'set-up-completed'
  | 'denied-not-me'
  | 'notice-not-me'
  | 'logged-out-everywhere'
  | 'device-removed'
  | 'suspension-granted'
  | 'suspension-ended'

/** What survives: the sign-in or session that is acting. */
export interface Spared {
  signIn?: string | undefined
  session?: string | undefined
  device?: string | undefined
  browser?: string | undefined
  /** The suspension that asked for the new password (SI-12), by its id; `any` for whichever the account has. */
  suspension?: string | undefined
}

/** How a feature ends what it holds of an account. Part of the act's transaction. */
export type End = (tx: Tx, account: string, act: EndingAct, spared: Spared) => Promise<void>

export type Ends = End
