import type { PracticeView } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { CurrentSession } from '../../http/route.ts'
import { minutes } from '../../kernel/clock.ts'
import { getAccount } from '../accounts/index.ts'
import { rulesFor } from '../policy/index.ts'
import { countCodesLeft } from '../recovery-codes/index.ts'
import { usableDevices } from '../trusted-devices/index.ts'
import { findOpen, findPassed } from './practice.store.ts'

/** How long a rehearsal lasts, ms, and how many answers are checked in it: too few to guess, and fewer than begin a wait (SI-10). */
export const practiceLife = minutes(15)
export const practiceTries = 4

/** What the account has that can be tried. */
export async function whatToTry(
  core: Core,
  db: Db,
  accountId: string,
): Promise<Pick<PracticeView, 'codes' | 'codesAllowed' | 'verification'>> {
  const { methods } = await rulesFor(db, await getAccount(db, accountId), core.clock.now())
  const phones = await usableDevices(db, { accountId, origin: core.config.origin, now: core.clock.now() })
  const codesAllowed = methods.includes('recovery-code')
  return {
    codesAllowed,
    codes: codesAllowed ? await countCodesLeft(db, accountId) : 0,
    verification: methods.includes('verification-code') && phones.length > 0,
  }
}

/** When somebody last rehearsed with something that worked. */
export const practisedAt = (db: Db, account: string): Promise<number | undefined> => findPassed(db, account)

/** The rehearsal as its page shows it. */
export async function practiceView(core: Core, session: CurrentSession): Promise<PracticeView> {
  const now = core.clock.now()
  const open = await findOpen(core.db, { account: session.accountId, session: session.id, now })
  const practised = await practisedAt(core.db, session.accountId)
  return {
    ...(open ? { until: open.expires_at } : {}),
    ...(await whatToTry(core, core.db, session.accountId)),
    ...(open?.code_result ? { codeResult: open.code_result } : {}),
    ...(open?.verification_result ? { verificationResult: open.verification_result } : {}),
    triesLeft: Math.max(0, practiceTries - (open?.tries ?? 0)),
    ...(practised === undefined ? {} : { practisedAt: practised }),
    now,
  }
}
