import { smsCodeOf } from '../../src/features/sms-codes/sms-code.ts'
import { hours } from '../../src/kernel/clock.ts'
import type { NumberBelief } from './beliefs.ts'
import { type Place, places } from './cast.ts'
import { answersOnPhone, beginFresh } from './door.ts'
import { finishes } from './finishing.ts'
import { useFresh } from './fresh.ts'
import { textedNow } from './mailbox.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'

// The number for SMS is changed (SM-3).

/** SM-3: a changed number serves no sign-in for so long. ms */
const rests = hours(72)

export interface NumberChange {
  place: Place
  nth: number
  /** A code that was not sent. */
  wrong: boolean
}

/** Somebody has the numbers that end in their own digits. */
const numberAt = (place: Place, nth: number): string => `+4915${places[place].holder === 'eve' ? 3 : 4}${String(1_000_000 + (nth % 2))}1`

/** Asks for another number in a session, and types the code that was sent there. */
export async function changesNumber(story: Story, q: NumberChange): Promise<void> {
  const { place } = q
  const session = story.session.get(place)
  if (!session) return
  const number = numberAt(place, q.nth)
  const phone = story.beliefs.phones.find(
    (one) => one.account === session.account && one.holder === places[place].holder && one.state === 'trusted',
  )
  if (phone && (await beginFresh(story, place, 'change-number', { number })).status === 200) {
    await answersOnPhone(story, { phone, place, decision: 'confirm' })
    await finishes(story, place)
  }
  const before = await codeFor(story, session.id)
  const asked = await story.browsers[place].post('/api/account/number', { number })
  tell(story, `${place}: asks for the number ${number} → ${short(asked)}`)
  if (asked.status !== 200) return
  holds(story, session.access === 'full', 'a number was asked for in a session that is not full')
  const sent = await codeFor(story, session.id)
  // The same number asked for again is "Send again".
  if (before === undefined || before.number_id !== sent?.number_id) {
    const fresh = useFresh(story, place, 'change-number', JSON.stringify({ number }))
    holds(story, fresh.weakUntil <= story.now(), `a number was changed by ${fresh.method}, within the 24 hours of a recovery code or SMS`)
    writes(story, 'number_requested')
  } else mayWrite(story, 'number_requested')
  if (sent) await typesItsCode(story, q, { number, code: sent })
}

const codeFor = async (story: Story, subject: string) =>
  await story.stage.core.db
    .selectFrom('sms_code')
    .select(['id', 'number_id'])
    .where('purpose', '=', 'number')
    .where('subject_id', '=', subject)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', story.now())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .executeTakeFirst()

async function typesItsCode(story: Story, q: NumberChange, of: { number: string; code: { id: string; number_id: string } }): Promise<void> {
  const { place } = q
  const account = story.session.get(place)?.account
  if (!account) return
  const right = smsCodeOf(story.stage.core, of.code.id)
  const code = q.wrong ? right.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) : right
  const send = () => story.browsers[place].post('/api/account/number/check', { code })
  const answers = await Promise.all([send(), send()])
  tell(story, `${place}: types ${q.wrong ? 'a wrong code' : 'the code'} of ${of.number}, twice → ${answers.map(short).join(', ')}`)
  const accepted = answers.filter((answer) => answer.status === 200).length
  if (accepted === 0) return
  holds(story, !q.wrong, 'a number was changed by a wrong code')
  holds(story, accepted === 1, 'one code changed a number twice')
  const { beliefs } = story
  const now = story.now()
  const taken = beliefs.numbers.find((one) => one.number === of.number && one.account !== account && one.over === undefined)
  holds(story, taken === undefined, `a number belongs to two accounts: ${account} and ${taken?.account}`)
  // One that was in a lost phone stays the account's, and is replaced by this one.
  const had = beliefs.numbers.filter((one) => one.account === account && one.id !== of.code.number_id)
  for (const one of had) one.over ??= 'another number took its place'
  mayWrite(story, 'number_changed', 'number_added')
  beliefs.accounts[account].reachedElsewhere.push(now)
  const known = beliefs.numbers.find((one) => one.id === of.code.number_id)
  if (known) return
  const servesFrom = had.length > 0 ? now + rests : now
  beliefs.numbers.push({ id: of.code.number_id, account, number: of.number, addedAt: now, servesFrom, held: false, over: undefined })
  const last = had.at(-1)
  if (last && last.number !== of.number) await oldOneIsTold(story, last)
  saw(story, places[place].holder === 'eve' ? 'Eve, number changed' : 'number changed')
}

/** SM-3: the number that was is told, whatever became of it, if it was the account's until now. */
async function oldOneIsTold(story: Story, old: NumberBelief): Promise<void> {
  const row = await story.stage.core.db.selectFrom('phone_number').select('replaced_at').where('id', '=', old.id).executeTakeFirst()
  if (row?.replaced_at !== story.now()) return
  holds(story, (await textedNow(story, old.account)).includes(old.number), 'a number was changed, and the old one was not told')
}
