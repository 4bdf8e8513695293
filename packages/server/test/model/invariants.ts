import { sql } from 'kysely'
import { sealRecord, verifyRecord } from '../../src/features/audit/index.ts'
import { isInUse } from './addresses.ts'
import { holds, type Story, tell } from './story.ts'

// What must be true after every act, read from the database and from what the service answers.

/** Every session is one that the story saw begin with a way in, and full ones were confirmed. */
async function sessionsAreKnown(story: Story): Promise<void> {
  const rows = await story.stage.core.db
    .selectFrom('session')
    .innerJoin('sign_in', 'sign_in.id', 'session.sign_in_id')
    .select(['session.id', 'session.access', 'session.expires_at', 'session.method', 'sign_in.confirmed_at', 'sign_in.browser_id'])
    .select('session.browser_id as browser')
    .execute()
  for (const row of rows) {
    const known = story.beliefs.sessions.find((one) => one.id === row.id)
    holds(story, known !== undefined, `there is a session that nobody saw begin: ${row.access}`)
    holds(story, row.access === known.access, `a session became ${row.access}`)
    holds(
      story,
      row.access !== 'full' || (row.confirmed_at !== null && row.method !== null),
      'a session claims two factors, and nothing confirmed it',
    )
    holds(story, row.browser === row.browser_id, 'a session is in another browser than its sign-in')
    holds(story, row.expires_at <= known.endsAt, 'a session lasts longer than it may')
  }
}

/** What serves is known to serve: nothing that is held, removed or was never proved (AU-4, EN-6, SM-3). */
async function whatServesIsKnown(story: Story): Promise<void> {
  const { db } = story.stage.core
  const { phones, codeSets, numbers, addresses } = story.beliefs
  const rows = await db
    .selectFrom('device')
    .select(['id', sql<string>`'phone'`.as('kind')])
    .where('state', '=', 'trusted')
    .unionAll(
      db
        .selectFrom('recovery_code_set')
        .select(['id', sql<string>`'code set'`.as('kind')])
        .where('saved_at', 'is not', null)
        .where('voided_at', 'is', null)
        .where('held_at', 'is', null),
    )
    .unionAll(
      db
        .selectFrom('phone_number')
        .select(['id', sql<string>`'number'`.as('kind')])
        .where('verified_at', 'is not', null)
        .where('replaced_at', 'is', null)
        .where('blocked_at', 'is', null)
        .where('held_at', 'is', null),
    )
    .unionAll(
      db
        .selectFrom('email')
        .select(['id', sql<string>`'address'`.as('kind')])
        .where('verified_at', 'is not', null)
        .where('replaced_at', 'is', null)
        .where('held_at', 'is', null),
    )
    .execute()
  const serving = new Set([
    ...phones.filter((one) => one.state === 'trusted' && !one.held).map((one) => one.id),
    ...codeSets.filter((one) => !one.over && !one.held).map((one) => one.id),
    ...numbers.filter((one) => one.over === undefined && !one.held).map((one) => one.id),
    ...addresses.filter(isInUse).map((one) => one.id),
  ])
  const odd = rows.find((row) => !serving.has(row.id))
  holds(story, odd === undefined, `a ${odd?.kind} serves that must not: ${odd?.id}`)
}

/** A session that is over is refused, from the very millisecond on. */
async function whatIsOverIsRefused(story: Story, tried: Set<string>): Promise<void> {
  const now = story.now()
  for (const one of story.beliefs.sessions) {
    const why = one.over ?? (now >= one.endsAt ? 'its time is over' : undefined)
    if (why === undefined || tried.has(one.id)) continue
    tried.add(one.id)
    const browser = story.stage.app.browser()
    browser.cookies.set('__Host-session', one.cookie)
    const answer = await browser.get('/api/session')
    holds(story, answer.status === 401, `a session of ${one.account} is still let in, and it is over: ${why}`)
  }
}

/** No row of the record without an act, and no act without its row. @returns whether it tells of anything new */
async function recordTells(story: Story): Promise<boolean> {
  const rows = await story.stage.core.db.selectFrom('audit').select(['id', 'act']).execute()
  const fresh = rows.filter((row) => !story.recorded.has(row.id)).map((row) => row.act)
  for (const row of rows) story.recorded.add(row.id)
  const left = [...fresh]
  for (const act of story.expected.must) {
    const at = left.indexOf(act)
    holds(story, at >= 0, `“${act}” happened, and the record does not tell it`)
    left.splice(at, 1)
  }
  const strange = left.find((act) => !story.expected.may.includes(act))
  holds(story, strange === undefined, `the record tells “${strange}”, and nobody did it`)
  return fresh.length > 0
}

export async function checkInvariants(story: Story, tried: Set<string>): Promise<void> {
  // Where nothing was recorded nothing happened; if something did, it is still there after the next act, or at the end.
  if (await recordTells(story)) {
    await sessionsAreKnown(story)
    await whatServesIsKnown(story)
  }
  await whatIsOverIsRefused(story, tried)
  story.expected = { must: [], may: [] }
}

/** At the end of a story everything that is over is tried once more. */
export async function checkAtTheEnd(story: Story): Promise<void> {
  tell(story, 'The end: what is over is tried once more')
  await sessionsAreKnown(story)
  await whatServesIsKnown(story)
  await whatIsOverIsRefused(story, new Set())
  const sealer = sealRecord(story.stage.core)
  await sealer.runOnce()
  await sealer.stop()
  const check = await verifyRecord(story.stage.core)
  holds(story, check.intact, `the record is not whole: ${JSON.stringify(check.bad)}`)
  holds(story, check.checked === story.recorded.size, `the record holds ${check.checked} acts, and ${story.recorded.size} were done`)
}
