import { payloadPlace } from '../../src/features/outbox/queue.ts'
import { createResetRequestSender } from '../../src/features/passwords/index.ts'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { deskOf } from './answering.ts'
import type { AddressBelief } from './beliefs.ts'
import { type Person, type Place, places } from './cast.ts'
import { answersOnPhone, beginFresh } from './door.ts'
import { finishes, newPassword } from './finishing.ts'
import { useFresh } from './fresh.ts'
import { mailedLinks } from './mailbox.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'

// E-mail addresses come and go (EN-6), and a forgotten password goes to those of 7 days ago (EN-3, SI-15).

const ours = (story: Story, account: Person): AddressBelief[] => story.beliefs.addresses.filter((one) => one.account === account)

/** Proved, not removed, not held. */
export const isInUse = (one: AddressBelief): boolean => one.provedAt !== undefined && one.removedAt === undefined && !one.held

/** Confirms an act on the phone of whoever sits there, if they have one. */
async function confirmsHere(story: Story, place: Place, act: string, params: Record<string, string>): Promise<void> {
  const account = story.session.get(place)?.account
  const phone = story.beliefs.phones.find(
    (one) => one.account === account && one.holder === places[place].holder && one.state === 'trusted',
  )
  if (!phone || (await beginFresh(story, place, act, params)).status !== 200) return
  await answersOnPhone(story, { phone, place, decision: 'confirm' })
  await finishes(story, place)
}

/** Asks for a further address, one that is read by whoever asks. */
export async function asksForAddress(story: Story, place: Place, nth: number): Promise<void> {
  const session = story.session.get(place)
  if (!session) return
  const { holder } = places[place]
  const address = `${holder}.${nth % 2}@elsewhere.example`
  await confirmsHere(story, place, 'add-address', { address })
  const answer = await story.browsers[place].post('/api/account/emails', { address })
  tell(story, `${place}: asks for the address ${address} → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, session.access === 'full', 'an address was asked for in a session that is not full')
  const fresh = useFresh(story, place, 'add-address', JSON.stringify({ address }))
  holds(
    story,
    fresh.method === 'phone' && fresh.weakUntil <= story.now(),
    `an address was asked for by ${fresh.method}, which is not enough`,
  )
  writes(story, 'address_requested')
  const { account } = session
  for (const one of ours(story, account)) if (one.provedAt === undefined) one.removedAt ??= story.now()
  const row = await story.stage.core.db
    .selectFrom('email')
    .select('id')
    .where('account_id', '=', story.beliefs.accounts[account].member.id)
    .where('address', '=', address)
    .where('verified_at', 'is', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  holds(story, row !== undefined, 'an address was asked for, and none waits')
  const at = story.now()
  story.beliefs.addresses.push({
    id: row.id,
    account,
    holder,
    address,
    askedAt: at,
    provedAt: undefined,
    removedAt: undefined,
    held: false,
  })
}

/** Opens the newest link that proves an address, twice at once. */
export async function provesAddress(story: Story, account: Person, nth: number): Promise<void> {
  const links = await mailedLinks(story, account, 'email')
  const link = links[nth % Math.max(1, links.length)]
  if (!link) return
  const send = () => story.stage.app.browser({ ip: '203.0.113.98' }).post('/api/links/email', { token: link.token })
  const answers = await Promise.all([send(), send()])
  tell(story, `Whoever reads ${link.to}: opens the link that proves it, twice → ${answers.map(short).join(', ')}`)
  const accepted = answers.filter((answer) => answer.status === 200).length
  if (accepted === 0) return
  holds(story, accepted === 1 && !story.beliefs.spent.has(link.token), 'a link that proves an address was accepted twice')
  story.beliefs.spent.add(link.token)
  const one = ours(story, account).findLast((each) => each.address === link.to)
  const now = story.now()
  holds(
    story,
    one !== undefined && one.provedAt === undefined && one.removedAt === undefined,
    'an address was proved that does not wait for it',
  )
  holds(story, now < one.askedAt + hours(24), 'an address was proved by a link that is over')
  const older = ours(story, account).filter(isInUse)
  one.provedAt = now
  writes(story, 'address_confirmed')
  story.beliefs.accounts[account].reachedElsewhere.push(now)
  saw(story, one.holder === 'eve' ? 'Eve, address added' : 'address added')
  await noteUndos(story, account, { change: 'added', changed: one, told: older })
}

/** Each address that was in use is told, with a link that undoes it (EN-6). */
async function noteUndos(
  story: Story,
  account: Person,
  q: { change: 'added' | 'removed'; changed: AddressBelief; told: AddressBelief[] },
): Promise<void> {
  const known = new Set(story.beliefs.undos.map((one) => one.token))
  const links = (await mailedLinks(story, account, 'email-undo')).filter((one) => !known.has(one.token))
  for (const told of q.told) {
    const link = links.find((one) => one.to === told.address)
    holds(story, link !== undefined, `an address was ${q.change}, and ${told.address} was not told how to undo it`)
    story.beliefs.undos.push({ token: link.token, account, change: q.change, changed: q.changed, told, at: story.now() })
  }
  const stranger = links.find((one) => !q.told.some((told) => told.address === one.to))
  holds(story, stranger === undefined, `an address can undo a change that was not told to it: ${stranger?.to}`)
}

/** Takes an address out of use. */
export async function removesAddress(story: Story, place: Place, nth: number): Promise<void> {
  const session = story.session.get(place)
  if (!session) return
  const mine = ours(story, session.account).filter((one) => one.removedAt === undefined)
  const one = mine[nth % Math.max(1, mine.length)]
  if (!one) return
  await confirmsHere(story, place, 'remove-address', { email: one.id })
  const answer = await story.browsers[place].post(`/api/account/emails/${one.id}/remove`)
  tell(story, `${place}: removes the address ${one.address} → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, session.access === 'full', 'an address was removed in a session that is not full')
  const fresh = useFresh(story, place, 'remove-address', JSON.stringify({ email: one.id }))
  holds(story, fresh.weakUntil <= story.now(), `an address was removed by ${fresh.method}, within the 24 hours of a recovery code or SMS`)
  one.removedAt = story.now()
  writes(story, 'address_removed')
  holds(story, ours(story, session.account).some(isInUse), 'the last address in use was removed')
  if (one.provedAt === undefined) return
  story.beliefs.accounts[session.account].reachedElsewhere.push(story.now())
  await noteUndos(story, session.account, { change: 'removed', changed: one, told: [one] })
}

/** The owner of an address undoes a change, without signing in. */
export async function undoesAddress(story: Story, account: Person, nth: number): Promise<void> {
  const undos = story.beliefs.undos.filter((one) => one.account === account)
  const undo = undos.at(-1 - (nth % Math.max(1, undos.length)))
  if (!undo) return
  const answer = await story.stage.app.browser({ ip: '203.0.113.97' }).post('/api/links/email-undo', { token: undo.token })
  tell(story, `Whoever reads ${undo.told.address}: undoes that ${undo.changed.address} was ${undo.change} → ${short(answer)}`)
  if (answer.status !== 200) return
  const now = story.now()
  holds(story, now < undo.at + days(7), 'a change of an address was undone after 7 days')
  holds(story, !story.beliefs.spent.has(undo.token), 'a change of an address was undone twice by one link')
  story.beliefs.spent.add(undo.token)
  writes(story, 'address_change_undone')
  story.beliefs.accounts[account].reachedElsewhere.push(now)
  if (undo.change === 'added') undo.changed.removedAt ??= now
  if (undo.told.removedAt !== undefined) {
    undo.told.removedAt = undefined
    const others = ours(story, account).filter((one) => one.provedAt !== undefined && one.removedAt === undefined && one !== undo.told)
    for (const late of others.toSorted((a, b) => (a.provedAt ?? 0) - (b.provedAt ?? 0)).slice(1)) late.removedAt = now
  }
  saw(story, 'address undone')
}

/** Where a reset link may go: the addresses as they were 7 days ago; of a younger account the first one (EN-6, SI-15). */
function mayGetReset(story: Story, account: Person): AddressBelief[] {
  const then = story.now() - days(7)
  const proved = ours(story, account).filter((one) => one.provedAt !== undefined && !one.held)
  const older = proved.filter((one) => (one.provedAt ?? 0) <= then && (one.removedAt === undefined || one.removedAt > then))
  if (older.length > 0) return older
  return proved.toSorted((a, b) => (a.provedAt ?? 0) - (b.provedAt ?? 0)).slice(0, 1)
}

/** "Forgotten password", up to the mails. */
export async function forgetsPassword(story: Story, account: Person): Promise<void> {
  const { core, app } = story.stage
  const answer = await app.browser({ ip: '203.0.113.96' }).post('/api/forgotten-password', { login: account })
  tell(story, `Somebody: says that ${account} forgot the password → ${short(answer)}`)
  if (answer.status !== 200) return
  const rows = await core.db
    .selectFrom('outbox')
    .select(['id', 'payload_sealed', 'ends_at'])
    .where('kind', '=', 'reset-request')
    .where('sent_at', 'is', null)
    .execute()
  const sender = createResetRequestSender()
  for (const { id, payload_sealed: sealed, ends_at: endsAt } of rows) {
    const payload: unknown = JSON.parse(core.secrets.open(payloadPlace(id), sealed ?? ''))
    await sender(core, { id, accountId: null, deviceId: null, payload, attempts: 1, endsAt })
  }
  mayWrite(story, 'reset_link_mailed')
  const allowed = mayGetReset(story, account).map((one) => one.address)
  const known = story.beliefs.resets
  for (const { token, to } of await mailedLinks(story, account, 'reset')) {
    if (known.has(token)) continue
    holds(story, allowed.includes(to), `a reset link went to ${to}, which was no address of ${account} 7 days ago`)
    known.set(token, { account, to, at: story.now() })
  }
}

/** Sets a new password by a link from the mail. It signs nobody in. */
export async function resetsPassword(story: Story, account: Person, nth: number, password: string): Promise<void> {
  const links = [...story.beliefs.resets].filter(([, one]) => one.account === account)
  const [token, link] = links.at(-1 - (nth % Math.max(1, links.length))) ?? []
  if (!token || !link) return
  const holder = story.beliefs.addresses.find((one) => one.address === link.to && one.account === account)?.holder ?? account
  const place = holder === 'eve' ? 'Eve’s browser' : deskOf(holder)
  const answer = await story.stage.app.browser({ ip: '203.0.113.95' }).post('/api/links/reset', { token, password })
  tell(story, `Whoever reads ${link.to}: sets a new password of ${account} → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, !story.beliefs.spent.has(token), 'a reset link was accepted twice')
  story.beliefs.spent.add(token)
  holds(story, story.now() < link.at + minutes(15), 'a reset link was accepted after its 15 minutes')
  const { marked } = story.beliefs.accounts[account]
  newPassword(story, place, account, password, marked ? { suspension: 'any' } : {})
  saw(story, holder === 'eve' ? 'Eve, password reset' : 'password reset')
}
