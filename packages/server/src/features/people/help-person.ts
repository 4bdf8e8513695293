import type { HandedLink } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { allowTyped } from '../attempts/index.ts'
import { makeLink } from '../links/index.ts'
import { tellOwner } from '../notices/index.ts'
import { resetLife } from '../passwords/index.ts'
import { actOnPerson, type PersonAct, refuseOwn } from './act-on-person.ts'

type Ok = { ok: true }

/** A link for a new password, to hand over where there is no mail (EN-3). It skips no confirmation, and its owner is told. */
export function makeResetLink(core: Core, q: PersonAct): Promise<HandedLink | Refused> {
  return actOnPerson<HandedLink>(core, q, async (on) => {
    const { tx, person, by } = on
    refuseOwn(on)
    if (person.state !== 'active') throw new Refusal(refused('bad_request'))
    await on.confirmed('make-reset-link', { account: person.id })
    const link = await makeLink(core, tx, { purpose: 'reset', accountId: person.id, ttl: resetLife, createdBy: by.id })
    await on.record('reset_link_made')
    await tellOwner(core, tx, { accountId: person.id, kind: 'reset-link-made' })
    return { id: person.id, link: link.url, mailed: false, expiresAt: link.expiresAt }
  })
}

/** Codes may be typed again after too many wrong ones (SI-10). */
export function allowTypedMethods(core: Core, q: PersonAct): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    await on.confirmed('allow-typed-methods', { account: on.person.id })
    await allowTyped(core, on.tx, on.person.id)
    await on.record('typed_methods_allowed')
    return { ok: true }
  })
}

/** Ends every session, sign-in and known browser of somebody. */
export function logOutPerson(core: Core, q: PersonAct): Promise<Ok | Refused> {
  return actOnPerson<Ok>(core, q, async (on) => {
    await core.ends(on.tx, on.person.id, 'logged-out-everywhere', {})
    await on.record('logged_out_everywhere')
    return { ok: true }
  })
}
