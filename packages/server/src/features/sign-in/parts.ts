import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import type { AccountRow } from '../accounts/index.ts'
import type { ConfirmableSignIn, Method } from '../confirmation/index.ts'
import type { Facts } from './next-step.ts'
import type { SignInRow } from './sign-in.store.ts'

/** What sign-in needs of the methods, handed in by `app.ts`: it imports none of them (DESIGN §1). */
export interface SignInParts {
  methods: readonly Method[]
  phone: {
    /** The phone's part of the login page; undefined where no phone can confirm. */
    view(core: Core, signIn: ConfirmableSignIn): Promise<SignInView['phone'] | undefined>
    /** "Send again". */
    again(core: Core, visitor: Visitor): Promise<Outcome>
  }
  /** The way through an administrator. */
  recovery: {
    /** How it stands for this very sign-in and its browser. */
    facts(core: Core, db: Db | Tx, signIn: SignInRow): Promise<Pick<Facts, 'recovery' | 'passwordAgain' | 'changesPassword'>>
    /** The waiting page; undefined where nothing was asked for. */
    view(core: Core, signIn: SignInRow): Promise<SignInView['request']>
    /** What "Cannot confirm login" can offer. */
    cannot(core: Core, signIn: SignInRow): Promise<SignInView['cannot']>
    /** Uses the suspension for this sign-in, in the transaction that finishes it. @returns undefined if none lets it in now */
    claim(core: Core, tx: Tx, signIn: SignInRow): Promise<{ suspension: string; endsAt: Instant } | undefined>
    /** The approved request of this account whose own cookie this browser holds: its suspension knows the browser by it. */
    approvedHere(core: Core, db: Db | Tx, q: { account: string; visitor: Visitor }): Promise<string | undefined>
    /** The sign-in that a request's own cookie leads back to, after the browser was closed. */
    resume(core: Core, db: Db, visitor: Visitor): Promise<string | undefined>
  }
  /** Browsers that skip the confirmation (SI-13). */
  remembered: {
    /** The one whose cookie came with a correct password, if it counts. */
    here(
      core: Core,
      tx: Tx,
      q: { account: AccountRow; signIn: SignInRow; visitor: Visitor },
    ): Promise<{ id: string; digest: string } | undefined>
    /** Whether it counts still. */
    holds(core: Core, db: Db | Tx, signIn: SignInRow): Promise<boolean>
    /** Uses its cookie up, in the transaction that finishes the sign-in. @returns undefined if another was faster */
    use(core: Core, tx: Tx, q: { signIn: SignInRow; visitor: Visitor }): Promise<{ cookie: string; until: Instant } | undefined>
    /** The checkbox of the confirm page; undefined where the rules do not allow it. */
    offer(core: Core, db: Db | Tx, q: { account: AccountRow; signIn: SignInRow }): Promise<SignInView['remember']>
    /** After a full sign-in: makes this browser one, where it was asked for. @returns Set-Cookie lines */
    after(core: Core, tx: Tx, q: { account: AccountRow; signIn: SignInRow; visitor: Visitor }): Promise<string[]>
  }
  /** What was sent to be typed. */
  sent: { view(core: Core, signIn: ConfirmableSignIn): Promise<SignInView['sent']> }
  /** Whether this confirmation also stands in for one phone and one set of codes (SI-16). */
  grants(core: Core, tx: Tx, signIn: SignInRow): Promise<boolean>
  codes: {
    left(db: Db | Tx, account: string): Promise<number>
    draw(core: Core, q: { accountId: string; weakUntil: number }): Promise<{ set: string; codes: string[] }>
    /** Makes a drawn set count. @returns false if it is none of this account */
    use(core: Core, tx: Tx, q: { accountId: string; set: string; from: { ip: string; browser: string; signIn: string } }): Promise<boolean>
    /** The answer that shows drawn codes. */
    view(core: Core, made: { set: string; codes: string[] }): { set: string; codes: string[]; loginUrl: string; support?: string }
  }
}
