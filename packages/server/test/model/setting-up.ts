import { drawCodes, pairInSetUp } from '../../src/features/set-up/testing/set-up.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { makePairingPhone } from '../../src/testing/index.ts'
import type { SessionBelief } from './beliefs.ts'
import { type Place, places } from './cast.ts'
import { answersOnPhone, beginFresh, continuesAs } from './door.ts'
import { endSuspensions, setUpCompleted } from './endings.ts'
import { finishes } from './finishing.ts'
import { useFresh } from './fresh.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'

// New phones, and old ones that come back.

/** One complete set-up, with a phone in the hand of whoever sits there (RR-10, TD-1), and the sign-in that the new phone confirms. */
export async function setsUp(story: Story, place: Place): Promise<void> {
  const session = story.session.get(place)
  const browser = story.browsers[place]
  if (!session) return
  if (session.access === 'full') return await addsPhone(story, place, session)
  const { app } = story.stage
  const phone = makePairingPhone()
  mayWrite(
    story,
    'set_up_begun',
    'pairing_begun',
    'pairing_scanned',
    'device_ready',
    'set_up_address_proved',
    'set_up_code_sent',
    'recovery_codes_created',
  )
  let completed: Awaited<ReturnType<typeof browser.post>> | undefined
  let device = ''
  let codes: string[] = []
  let set = ''
  try {
    device = (await pairInSetUp(app, browser, phone)).device
    await browser.post('/api/set-up/number/skip')
    const drawn = await drawCodes(browser)
    codes = drawn.codes
    set = drawn.set
    completed = await browser.post('/api/set-up/complete', { set: drawn.set })
  } catch (error) {
    tell(story, `${place}: sets up a new phone → ${error instanceof Error ? error.message.slice(0, 90) : 'refused'}`)
    return
  }
  tell(story, `${place}: sets up a new phone and codes → ${short(completed)}`)
  if (completed.status !== 200) return
  const { account } = session
  const { holder } = places[place]
  holds(
    story,
    session.over === undefined && story.now() < session.endsAt,
    `a set-up was completed in a session that is over: ${session.over}`,
  )
  writes(story, 'set_up_completed', 'sign_in_begun')
  mayWrite(story, 'suspension_ended', 'device_removed')
  setUpCompleted(story.beliefs, account, device)
  const now = story.now()
  const paired = {
    id: device,
    account,
    holder,
    state: 'trusted',
    pausedForGood: false,
    addedAt: now,
    held: false,
    lastStep: 0,
    weakUntil: 0,
    sign: phone.sign,
  } as const
  story.beliefs.phones.push({ ...paired })
  story.beliefs.codeSets.push({ id: set, account, holder, codes, spent: new Set(), madeAt: now, held: false, over: false })
  await continuesAs(story, place, account)
  story.session.delete(place)
  saw(story, holder === 'eve' ? 'Eve, set-up' : 'set-up')
  const held = story.beliefs.phones.at(-1)
  if (held && (await answersOnPhone(story, { phone: held, place, decision: 'confirm' }))) await finishes(story, place)
}

/** Another phone, in a full session: after a fresh confirmation, or once by the recovery code or SMS of the sign-in (SI-16). */
async function addsPhone(story: Story, place: Place, session: SessionBelief): Promise<void> {
  const { account } = session
  const { holder } = places[place]
  const own = story.beliefs.phones.find((one) => one.account === account && one.holder === holder && one.state === 'trusted')
  if (own && !session.mayAddPhone && (await beginFresh(story, place, 'add-device', {})).status === 200) {
    await answersOnPhone(story, { phone: own, place, decision: 'confirm' })
    await finishes(story, place)
  }
  const phone = makePairingPhone()
  mayWrite(story, 'pairing_begun', 'pairing_scanned')
  const paired = await pairInSetUp(story.stage.app, story.browsers[place], phone).catch(() => undefined)
  tell(story, `${place}: adds a phone → ${paired ? 'added' : 'refused'}`)
  if (!paired) return
  writes(story, 'device_added')
  const now = story.now()
  holds(story, session.over === undefined && now < session.endsAt, `a phone was added in a session that is over: ${session.over}`)
  const fresh = session.fresh.find((one) => one.act === 'add-device' && !one.spent && now < one.at + minutes(5))
  const granted = session.mayAddPhone && now < session.openedAt + minutes(15)
  holds(story, fresh !== undefined || granted, 'a phone was added without a fresh confirmation')
  if (fresh) fresh.spent = true
  else session.mayAddPhone = false
  const weakUntil = Math.max(fresh?.weakUntil ?? 0, session.weakUntil)
  const { device: id } = paired
  const { sign } = phone
  story.beliefs.phones.push({
    id,
    account,
    holder,
    state: 'trusted',
    pausedForGood: false,
    addedAt: now,
    held: false,
    lastStep: 0,
    weakUntil,
    sign,
  })
  saw(story, holder === 'eve' ? 'Eve, phone added' : 'phone added')
}

/** RR-9 "Use my old phone again": a prompt on a phone that was left at home ends the suspension. */
export async function usesOldPhone(story: Story, place: Place): Promise<void> {
  const session = story.session.get(place)
  const phone = story.beliefs.phones.find((each) => each.account === session?.account && each.state === 'trusted')
  if (!session?.suspension || !phone) return
  const { suspension } = session
  if ((await beginFresh(story, place, 'use-old-phone', {})).status !== 200) return
  await answersOnPhone(story, { phone, place, decision: 'confirm' })
  await finishes(story, place)
  const answer = await story.browsers[place].post('/api/account/old-phone', {})
  tell(story, `${place}: “Use my old phone again” → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(story, suspension.fate === 'left' && !phone.pausedForGood, 'a phone that was lost was made trusted again')
  useFresh(story, place, 'use-old-phone', '{}')
  writes(story, 'suspension_ended')
  endSuspensions(story.beliefs, session.account, 'the old phone is back')
}
