import type { Core } from '../../core.ts'
import { days } from '../../kernel/clock.ts'
import { addressesRemovedSince, listAdministrators } from '../accounts/index.ts'
import { tellOwner, tellPeople, timeText } from '../notices/index.ts'
import { type HeldContext, mayIds } from './held-context.ts'

type Told = Pick<HeldContext, 'tx' | 'now' | 'account' | 'item' | 'answerers'>

/** Also where a stranger may have removed an address lately. */
const alsoTo = ({ tx, now, account }: Told): Promise<string[]> => addressesRemovedSince(tx, account.id, now - days(7))

const whatOf = ({ item }: Told) => ({ what: item.kind, name: item.name })

/** One of two said yes, or somebody said no: the owner is told on every channel, with "This wasn't me", and all others who may
 * answer are told at once (RR-6). */
export async function tellOfHeld(
  core: Core,
  context: Told,
  q: { state: 'needs-second' | 'waits' | 'refused'; by: string; startsAt: number | null },
): Promise<void> {
  const { tx, account } = context
  const starts = q.state === 'waits' && q.startsAt !== null ? { startsAt: timeText(q.startsAt) } : {}
  const params = { ...whatOf(context), by: q.by, state: q.state, ...starts }
  await tellOwner(core, tx, { accountId: account.id, kind: 'held-answered', params, alsoTo: await alsoTo(context) })
  await tellOthers(core, context, params)
}

/** It is usable again. */
export async function tellAllowed(core: Core, context: Told, by: string | undefined): Promise<void> {
  const params = { ...whatOf(context), ...(by ? { by } : {}), state: 'allowed' }
  await tellOwner(core, context.tx, { accountId: context.account.id, kind: 'held-allowed', params, alsoTo: await alsoTo(context) })
  await tellOthers(core, context, params)
}

async function tellOthers(core: Core, { tx, account, answerers }: Told, params: Record<string, string>): Promise<void> {
  const administrators = (await listAdministrators(tx)).map((one) => one.id).filter((id) => id !== account.id)
  const to = [...mayIds(answerers), ...administrators]
  // An address of somebody's is nothing for everybody's mail.
  const { name: _name, ...rest } = params
  await tellPeople(core, tx, { to, kind: 'held-changed', params: { ...rest, account: account.id }, page: 'held' })
}
