import { smsCodeOf } from '../../src/features/sms-codes/sms-code.ts'
import { shownCode } from '../../src/features/verification-codes/testing/shown-code.ts'
import { minutes, seconds } from '../../src/kernel/clock.ts'
import type { SignInBelief } from './beliefs.ts'
import type { Person, Place } from './cast.ts'
import { confirmed } from './door.ts'
import { isPaused } from './endings.ts'
import { holds, mayWrite, type Story, short, tell, writes } from './story.ts'

// Codes that are typed on the login page, good ones and others.

export interface TypedCode {
  method: 'recovery-code' | 'sms' | 'verification-code'
  /** Where it is typed. */
  place: Place
  /** Of the account of this sign-in, or of somebody else. */
  of: Person | 'own'
  /** Which recovery code, or how many steps from now the verification code is. */
  nth: number
  wrong: boolean
  /** Where the text was asked for, if not here. */
  sentTo?: Place | undefined
  twice?: boolean
}

interface Value {
  typed: string
  /** What it is, if it is good once. */
  name: string
  /** It is certain that it must not be accepted. */
  bad?: string
  accept?: () => void
}

async function whatIsTyped(story: Story, given: TypedCode, one: SignInBelief): Promise<Value | undefined> {
  const q = given.of === 'own' ? { ...given, of: one.account } : given
  if (q.method === 'recovery-code') return recoveryValue(story, q, one)
  return q.method === 'sms' ? await smsValue(story, q, one) : await verificationValue(story, q, one)
}

function recoveryValue(story: Story, q: TypedCode, one: SignInBelief): Value | undefined {
  const set = story.beliefs.codeSets.filter((each) => each.account === q.of).at(-1 - Math.floor(q.nth / 10))
  const code = set?.codes[q.nth % 10]
  if (!set || !code) return undefined
  const bad = set.over
    ? 'its set is void'
    : set.held
      ? 'its set is held'
      : set.account !== one.account
        ? 'it is somebody else’s'
        : set.spent.has(code)
          ? 'it was used'
          : undefined
  return { typed: code, name: `recovery code ${code}`, ...(bad ? { bad } : {}), accept: () => void set.spent.add(code) }
}

/** The text of the sign-in at one place, typed at this one. */
async function smsValue(story: Story, q: TypedCode, one: SignInBelief): Promise<Value | undefined> {
  const { core } = story.stage
  const asked = story.current.get(q.sentTo ?? q.place)
  if (!asked) return undefined
  const row = await core.db
    .selectFrom('sms_code')
    .select(['id', 'number_id', 'expires_at', 'created_at'])
    .where('subject_id', '=', asked.id)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const who = story.beliefs.accounts[one.account]
  const number = story.beliefs.numbers.find((each) => each.id === row.number_id && each.account === one.account)
  let bad: string | undefined
  if (asked !== one) bad = 'it was sent for a sign-in in another browser'
  else if (story.now() >= row.created_at + minutes(5)) bad = 'its five minutes are over'
  else if (number?.over !== undefined) bad = number.over
  else if (number?.held) bad = 'its number is held'
  else if (number && story.now() < number.servesFrom) bad = 'its number was changed in the last 72 hours'
  else if (!number) bad = 'it was sent to a number that is nobody’s'
  else if (who.role !== 'member') bad = 'SMS is not for administrators and approvers'
  return { typed: smsCodeOf(core, row.id), name: `SMS code ${row.id}`, ...(bad ? { bad } : {}) }
}

async function verificationValue(story: Story, q: TypedCode, one: SignInBelief): Promise<Value | undefined> {
  const phone = story.beliefs.phones.filter((each) => each.account === q.of && each.state !== 'ready').at(-1)
  const row = phone && (await story.stage.core.db.selectFrom('device').select('otp_sealed').where('id', '=', phone.id).executeTakeFirst())
  // Of a removed phone the service keeps no key, so that nobody here knows what it shows.
  if (!phone || !row?.otp_sealed) return undefined
  const offset = (q.nth % 5) - 2
  const step = Math.floor(story.now() / seconds(30)) + offset
  let bad: string | undefined
  if (phone.account !== one.account) bad = 'it is somebody else’s'
  else if (Math.abs(offset) > 1) bad = 'it is more than one step off'
  else if (step <= phone.lastStep) bad = 'its step, or a later one, was used'
  else if (phone.state !== 'trusted' || phone.held) bad = `its phone is ${phone.held ? 'held' : phone.state}`
  else if (isPaused(story.beliefs, phone, story.now())) bad = 'an approval paused its phone'
  return {
    typed: await shownCode(story.stage.core, phone.id, offset),
    name: `verification code of step ${step} of ${phone.id}`,
    ...(bad ? { bad } : {}),
    accept: () => {
      phone.lastStep = step
    },
  }
}

/** Types a code on the login page. */
export async function typesCode(story: Story, q: TypedCode): Promise<boolean> {
  const one = story.current.get(q.place)
  const value = one && (await whatIsTyped(story, q, one))
  if (!one || !value) return false
  const typed = q.wrong ? value.typed.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) : value.typed
  const send = () => story.browsers[q.place].post('/api/sign-in/answer', { method: q.method, answer: typed })
  const answers = q.twice ? await Promise.all([send(), send()]) : [await send()]
  const what = q.wrong ? `a wrong ${q.method}` : value.name
  tell(
    story,
    `${q.place}: types ${what}${value.bad ? ` (${value.bad})` : ''}${q.twice ? ', twice at once' : ''} → ${answers.map(short).join(', ')}`,
  )
  const accepted = answers.filter((answer) => answer.status === 200).length
  if (accepted === 0) return false
  holds(story, accepted === 1, 'one code was accepted twice')
  holds(story, !q.wrong || typed === value.typed, 'a wrong code was accepted')
  holds(story, value.bad === undefined, `a code was accepted although ${value.bad}`)
  value.accept?.()
  if (q.method === 'recovery-code') writes(story, 'recovery_code_spent')
  confirmed(story, one, q.method, value.name)
  return true
}

/** Asks for a code by SMS. */
export async function asksForText(story: Story, place: Place): Promise<void> {
  const one = story.current.get(place)
  if (!one) return
  const answer = await story.browsers[place].post('/api/sign-in/start', { method: 'sms' })
  tell(story, `${place}: asks for a code by SMS → ${short(answer)}`)
  if (answer.status === 200) mayWrite(story, 'sms_code_sent')
}
