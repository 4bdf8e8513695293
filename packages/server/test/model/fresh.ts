import { minutes } from '../../src/kernel/clock.ts'
import type { Place } from './cast.ts'
import { holds, type Story, tell } from './story.ts'

// What a session may do: with a fresh confirmation of exactly that act, and not with one factor.

/** An act was done in a session: it must have had a fresh confirmation of exactly that, which is used up now. */
export function useFresh(story: Story, place: Place, act: string, params: string): { method: string; weakUntil: number } {
  const session = story.session.get(place)
  const now = story.now()
  const found = session?.fresh.find((each) => each.act === act && each.params === params && !each.spent && now < each.at + minutes(5))
  holds(story, found !== undefined, `“${act}” was done without a fresh confirmation of exactly that`)
  found.spent = true
  return found
}

/** Everything that a session with one factor may not do (SI-16), and what a browser without a session may not. */
export async function triesStrongThings(story: Story, place: Place): Promise<void> {
  const session = story.session.get(place)
  const browser = story.browsers[place]
  const full = session?.access === 'full' && session.over === undefined && story.now() < session.endsAt
  if (full) return
  const account = story.beliefs.accounts.ana.member.id
  const tries: [string, object][] = [
    ['/api/account/password', { password: 'seven quiet otters on a lamp' }],
    ['/api/account/recovery-codes', {}],
    ['/api/account/emails', { address: 'eve@example.net' }],
    ['/api/account/break-glass-kit', {}],
    [`/api/console/people/${account}/role`, { role: 'admin' }],
    [`/api/console/people/${account}/turn-on`, {}],
    [`/api/console/people/${account}/two-factor`, {}],
    ['/api/confirmations', { act: 'create-codes', params: {}, password: story.stage.password }],
  ]
  const done: string[] = []
  for (const [path, body] of tries) if ((await browser.post(path, body)).status === 200) done.push(path)
  tell(story, `${place}: tries what only a full session may → ${done.length === 0 ? 'refused, all of it' : done.join(', ')}`)
  holds(story, done.length === 0, 'a session that is not full did what only a full one may')
}
