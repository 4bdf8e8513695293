import type { Core } from '../../core.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { changeAccount } from '../accounts/index.ts'
import { tellAdministrators, tellOwner, timeText } from '../notices/index.ts'
import { standingOf } from '../policy/index.ts'
import { actOnPerson, type PersonAct, refuseOwn } from './act-on-person.ts'

type Ok = { ok: true }

/** The furthest that a deadline can be moved at a time, from the moment it is moved. ms */
const longestExtension = days(30)

/** Gives one member more time to set up two-factor authentication (EN-2), with a reason that stays in the record. Never for who can
 * let others in: of those it is asked at once (EN-1). */
export function extendDeadline(core: Core, q: PersonAct & { until: Instant; reason: string }): Promise<Ok | Refused> {
  const reason = q.reason.trim()
  return actOnPerson<Ok>(core, q, async (on) => {
    const { tx, person, by } = on
    refuseOwn(on)
    const now = core.clock.now()
    const { deadline } = await standingOf(tx, person, now)
    const extendable = person.role === 'member' && person.state === 'active' && person.two_factor_since === null
    const later = deadline !== undefined && q.until > deadline && q.until > now && q.until <= now + longestExtension
    if (!extendable || !later || reason.length < 3) throw new Refusal(refused('deadline_not_extendable'))
    await on.confirmed('extend-deadline', { account: person.id, until: String(q.until), reason })
    await changeAccount(tx, { id: person.id, from: ['active'], set: { due_extended_until: q.until } })
    await on.record('deadline_extended', { was: deadline, until: q.until }, reason)
    const params = { by: by.name, until: timeText(q.until), reason }
    await tellOwner(core, tx, { accountId: person.id, kind: 'deadline-extended', params })
    await tellAdministrators(core, tx, { kind: 'admin-deadline-extended', params: { ...params, account: person.id } })
    return { ok: true }
  })
}
