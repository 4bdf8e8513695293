import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import { minutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { lockIfThere } from '../accounts/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { voidBrowser } from '../browsers/index.ts'
import { tellAdministrators, tellOwner } from '../notices/index.ts'
import { markPassword } from '../passwords/index.ts'
import { endSession, endSessionOfSignIn } from '../sessions/index.ts'
import { endSignIn, noteSignIn, type SignInRow } from '../sign-in/index.ts'
import { markDeviceUsed } from '../trusted-devices/index.ts'
import { closePrompt, denyConfirmed, type PromptRow } from './phone-prompts.store.ts'

/** So long after a confirmation "It wasn't me" still ends the session that came of it (SI-5). */
const regretLife = minutes(10)

interface Denial {
  device: string
  prompt: PromptRow
  signIn: SignInRow
  decision: 'not-me' | 'mistake'
}

type Denied = Outcome<{ state: 'denied' | 'mistaken' }>

/** "I made a mistake" ends the prompt only. "It wasn't me" ends the sign-in or its session, and takes the password for known
 * to a stranger (SI-5). */
export async function denyPrompt(core: Core, q: Denial): Promise<Denied> {
  const now = core.clock.now()
  return await inTransaction<Denied>(core.db, async (tx) => {
    // The account first, as everybody who ends things takes it, so that two of them never wait for each other.
    await lockIfThere(tx, q.signIn.account_id)
    core.live.publish(`sign-in:${q.signIn.id}`)
    core.live.publish(`account:${q.signIn.account_id}`)
    await markDeviceUsed(core, tx, q.device, { person: true })
    if (q.decision === 'mistake') {
      if (!(await closePrompt(tx, { id: q.prompt.id, to: 'mistaken', device: q.device, now }))) throw new Refusal(refused('prompt_over'))
      await recordDenial(core, tx, q, 'prompt_mistaken')
      return done({ state: 'mistaken' as const })
    }
    const won =
      (await closePrompt(tx, { id: q.prompt.id, to: 'denied', device: q.device, now })) ||
      (await denyConfirmed(tx, { id: q.prompt.id, since: now - regretLife, now }))
    if (!won) throw new Refusal(refused('prompt_over'))
    await endWhatWasAsked(core, tx, q.signIn)
    await recordDenial(core, tx, q, 'prompt_denied')
    return done({ state: 'denied' as const })
  })
}

async function endWhatWasAsked(core: Core, tx: Tx, signIn: SignInRow): Promise<void> {
  const account = signIn.account_id
  await endSignIn(core, tx, { id: signIn.id, reason: 'not-me' })
  await endSessionOfSignIn(core, tx, { account, signIn: signIn.id })
  if (signIn.session_id) await endSession(core, tx, { account, session: signIn.session_id, reason: 'not-me' })
  await core.ends(tx, account, 'denied-not-me', {})
  await voidBrowser(core, tx, account, signIn.browser_id)
  await markPassword(core, tx, account)
  await noteSignIn(core, tx, signIn, { result: 'not-me', method: 'phone' })
  const params = { agent: signIn.agent, ip: signIn.ip }
  await tellOwner(core, tx, { accountId: account, kind: 'not-me', params })
  await tellAdministrators(core, tx, { kind: 'admin-not-me', params: { ...params, account } })
}

async function recordDenial(core: Core, tx: Tx, q: Denial, act: AuditEntry['act']): Promise<void> {
  await record(core, tx, {
    act,
    actor: { kind: 'device', id: q.device },
    account: q.signIn.account_id,
    from: { ip: q.signIn.ip, browser: q.signIn.browser_id, signIn: q.signIn.id },
  })
}
