import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import type { ConfirmableSignIn, Method } from '../confirmation/index.ts'

/** What sign-in needs of the methods, handed in by `app.ts`: it imports none of them (DESIGN §1). */
export interface SignInParts {
  methods: readonly Method[]
  phone: {
    /** The phone's part of the login page; undefined where no phone can confirm. */
    view(core: Core, signIn: ConfirmableSignIn): Promise<SignInView['phone'] | undefined>
    /** "Send again". */
    again(core: Core, visitor: Visitor): Promise<Outcome>
  }
  codes: {
    left(db: Db | Tx, account: string): Promise<number>
    draw(core: Core, q: { accountId: string; weakUntil: number }): Promise<{ set: string; codes: string[] }>
    /** Makes a drawn set count. @returns false if it is none of this account */
    use(core: Core, tx: Tx, q: { accountId: string; set: string; from: { ip: string; browser: string; signIn: string } }): Promise<boolean>
    /** The answer that shows drawn codes. */
    view(core: Core, made: { set: string; codes: string[] }): { set: string; codes: string[]; loginUrl: string; support?: string }
  }
}
