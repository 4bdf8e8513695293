import { minutes } from '../../src/kernel/clock.ts'
import type { SignInBelief, SuspensionBelief } from './beliefs.ts'
import { isPaused } from './endings.ts'
import type { Story } from './story.ts'

type Access = 'full' | 'one-factor' | 'set-up'

/** Why somebody may get a session, and what it may claim. */
export type Way =
  | { kind: 'none'; why: string }
  | {
      kind: 'confirmation' | 'suspension' | 'remembered browser' | 'not set up'
      access: Access[]
      suspension?: SuspensionBelief
      until?: number
    }

const none = (why: string): Way => ({ kind: 'none', why })

/** The only ways in that there are (SI-2, SI-12, SI-13, RR-8): a confirmation of this very sign-in; a suspension that this browser
 * claimed and that is in force; a remembered browser; an account that was never set up. Only the first claims two factors. */
export function wayIn(story: Story, one: SignInBelief): Way {
  const now = story.now()
  const who = story.beliefs.accounts[one.account]
  if (one.over !== undefined) return none(`its sign-in is over: ${one.over}`)
  if (!who.enabled) return none('the account is disabled')
  if (one.version !== who.version) return none('its sign-in began with an older password')
  if (who.marked) return none('the password is marked, and was not changed')
  if (!who.twoFactor) return { kind: 'not set up', access: now < who.dueAt ? ['one-factor', 'set-up'] : ['set-up'] }
  if (one.confirmed) {
    if (now >= one.confirmed.at + minutes(20)) return none('it was confirmed long ago')
    return { kind: 'confirmation', access: ['full'] }
  }
  const suspension = story.beliefs.suspensions.find(
    (each) =>
      each.account === one.account &&
      each.over === undefined &&
      each.startsAt <= now &&
      now < each.endsAt &&
      each.places.includes(one.place),
  )
  if (!suspension) return rememberedWay(story, one)
  if (now >= one.at + minutes(10) && !one.requested) return none('its ten minutes are over')
  if (suspension.request?.shared && one.passwordAgainAt < suspension.startsAt && one.at < suspension.startsAt)
    return none('on a shared computer the password was not typed again')
  return { kind: 'suspension', access: ['one-factor'], suspension }
}

/** SI-13: this very browser skips the confirmation, and what it rests on still stands. */
function rememberedWay(story: Story, one: SignInBelief): Way {
  const now = story.now()
  const here = story.beliefs.remembered.findLast(
    (each) => each.account === one.account && each.place === one.place && each.over === undefined,
  )
  if (!here) return none('nothing confirmed it, and no suspension or remembered browser lets it in')
  if (now >= here.endsAt) return none('its browser is no longer remembered')
  if (now >= one.at + minutes(10)) return none('its ten minutes are over')
  const phone = story.beliefs.phones.find((each) => each.id === here.phone)
  if (phone && (phone.state !== 'trusted' || phone.held || isPaused(story.beliefs, phone, now)))
    return none('the phone that its browser was remembered by is not trusted')
  return { kind: 'remembered browser', access: ['one-factor'], until: here.endsAt }
}
