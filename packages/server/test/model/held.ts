import type { HeldAccount, HeldDecision } from '@sparekey/protocol/held'
import { hours } from '../../src/kernel/clock.ts'
import { confirmsFresh, deskOf, isNew, isSignedIn, requireRight } from './answering.ts'
import type { AllowanceBelief } from './beliefs.ts'
import type { Person } from './cast.ts'
import { useFresh } from './fresh.ts'
import { hasTheRight } from './rights.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'

// What "This wasn't me" holds, and the two people who allow it again (AU-4).

/** RR-6's wait, where fewer than two qualify. ms */
const waitOfOne = hours(24)

function letGo(story: Story, item: string): void {
  const { phones, codeSets, numbers, addresses } = story.beliefs
  for (const one of [...phones, ...codeSets, ...numbers, ...addresses]) if (one.id === item) one.held = false
  story.beliefs.allowances = story.beliefs.allowances.filter((one) => one.item !== item)
  saw(story, 'held, allowed again')
}

function allowanceOf(story: Story, account: Person, item: string): AllowanceBelief {
  const known = story.beliefs.allowances.find((one) => one.item === item)
  if (known) return known
  const made: AllowanceBelief = { account, item, by: new Set(), waitsUntil: undefined }
  story.beliefs.allowances.push(made)
  return made
}

/** One approver allows one held thing of an account. */
export async function allowsHeld(story: Story, q: { by: Person; account: Person; nth: number }): Promise<void> {
  const { by, account } = q
  if (!(await isSignedIn(story, by))) return
  const browser = story.browsers[deskOf(by)]
  const shown = await browser.get(`/api/console/held/${story.beliefs.accounts[account].member.id}`)
  if (shown.status !== 200) return
  holds(story, by === account || hasTheRight(story, by, account), `${by} may not answer for ${account}, and saw what is held`)
  const { things } = shown.body as HeldAccount
  const thing = things[q.nth % Math.max(1, things.length)]
  if (!thing) return
  const params = { account: story.beliefs.accounts[account].member.id, item: thing.id, name: thing.name }
  if (!(await confirmsFresh(story, by, 'allow-held', params))) return
  const answer = await browser.post(`/api/console/held/${thing.id}/allow`)
  tell(
    story,
    `${by}: allows ${thing.kind} ${thing.name} of ${account} again → ${short(answer)} ${(answer.body as { state?: string }).state ?? ''}`,
  )
  if (answer.status !== 200) return
  const sorted = JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))))
  const fresh = useFresh(story, deskOf(by), 'allow-held', sorted)
  holds(story, fresh.method === 'phone', `something held was allowed by ${fresh.method}`)
  requireRight(story, by, account, 'allowed what is held')
  writes(story, 'held_approved')
  const allowance = allowanceOf(story, account, thing.id)
  allowance.by.add(by)
  cameTo(story, allowance, answer.body as HeldDecision)
}

function cameTo(story: Story, allowance: AllowanceBelief, result: HeldDecision): void {
  const now = story.now()
  if (result.state === 'needs-second') return
  if (result.state === 'waits') {
    holds(story, (result.startsAt ?? 0) >= now, 'the wait for what is held is over before it began')
    allowance.waitsUntil ??= now + waitOfOne
    return
  }
  writes(story, 'held_allowed')
  const may = [...allowance.by].filter((one) => hasTheRight(story, one, allowance.account))
  const two = may.filter((one) => !isNew(story, one, allowance.account)).length >= 2
  const waited = allowance.waitsUntil !== undefined && allowance.waitsUntil <= now && may.length > 0
  holds(story, two || waited, `what is held was allowed by one person: ${[...allowance.by].join(', ')}`)
  letGo(story, allowance.item)
}

/** After the books were closed: a wait of 24 hours that is over may have let something go. */
export async function waitsAreOver(story: Story): Promise<void> {
  for (const one of [...story.beliefs.allowances]) {
    if (one.waitsUntil === undefined || story.now() < one.waitsUntil) continue
    const row = await story.stage.core.db
      .selectFrom('held_allowance')
      .select('id')
      .where('item_id', '=', one.item)
      .where('state', '=', 'allowed')
      .where('decided_at', '=', story.now())
      .executeTakeFirst()
    mayWrite(story, 'held_allowed')
    if (!row) {
      // Nobody who allowed it may answer any more, or others may now: whoever is alone begins anew.
      one.waitsUntil = undefined
      continue
    }
    const may = [...one.by].filter((by) => hasTheRight(story, by, one.account))
    holds(story, may.length > 0, 'what is held was let go, and nobody who allowed it may')
    letGo(story, one.item)
  }
}
