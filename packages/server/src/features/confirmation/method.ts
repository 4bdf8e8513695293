import type { MethodKind } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Refused } from '../../kernel/outcome.ts'
import { findAccount } from '../accounts/index.ts'
import { rulesFor } from '../policy/index.ts'

/** What a method may know of the sign-in that it confirms. */
export interface ConfirmableSignIn {
  id: string
  accountId: string
  purpose: 'sign-in' | 'act'
  /** The named act of a fresh confirmation, and canonical JSON of its parameters. */
  act: string | null
  params: string | null
  lane: 'known' | 'other'
}

/** How a method shows itself in the list; only what the account can use now (SI-8). */
export interface Offer {
  kind: MethodKind
  left?: number
  hint?: string
}

/** What a confirmation leaves on the sign-in. */
export interface Confirmation {
  deviceId?: string
  /** Until when it counts as weak (SI-16), 0 for not weak. */
  weakUntil: Instant
}

/** A right answer. `spend` uses it up by one conditional update in the transaction that confirms; undefined: somebody was faster. */
export interface RightAnswer {
  ok: true
  spend(tx: Tx): Promise<Confirmation | undefined>
}

/** One way to confirm a sign-in. A new one is a folder and a line in `app.ts`; the suite in `testing/` runs against each. */
export interface Method {
  readonly kind: MethodKind
  /** Nothing, or how it can serve.
   * @param signIn absent where only "could this account use it" is asked */
  offer(core: Core, db: Db | Tx, q: { account: string; signIn?: ConfirmableSignIn; now: Instant }): Promise<Offer | undefined>
  /** Asks by itself, in the transaction that begins the sign-in. */
  begin?(core: Core, tx: Tx, signIn: ConfirmableSignIn): Promise<Refused | undefined>
  /** Sends something once the person chose the method. */
  start?(core: Core, tx: Tx, signIn: ConfirmableSignIn): Promise<Refused | undefined>
  /** Checks what was typed on the page. The attempt was counted before; nothing is used up yet. */
  check?(core: Core, signIn: ConfirmableSignIn, answer: string): Promise<RightAnswer | Refused>
}

interface Asked {
  account: string
  signIn?: ConfirmableSignIn
  now: Instant
}

/** How one method can serve this account now: its own word, and the rules' (EN-1). Asked wherever a method is offered, started or
 * answered, never the method alone. */
export async function offerOf(core: Core, db: Db | Tx, method: Method, q: Asked): Promise<Offer | undefined> {
  return (await offersFor(core, db, [method], q))[0]
}

/** What the account can use now, best first: what the rules allow and can serve. */
export async function offersFor(core: Core, db: Db | Tx, methods: readonly Method[], q: Asked): Promise<Offer[]> {
  const account = await findAccount(db, q.account)
  if (!account) return []
  const allowed = (await rulesFor(db, account, q.now)).methods
  const offers: Offer[] = []
  for (const method of methods) {
    if (!allowed.includes(method.kind)) continue
    const offer = await method.offer(core, db, q)
    if (offer) offers.push(offer)
  }
  return offers
}
