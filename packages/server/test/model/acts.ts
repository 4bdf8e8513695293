import { asksForAddress, forgetsPassword, provesAddress, removesAddress, resetsPassword, undoesAddress } from './addresses.ts'
import { administers, type Power } from './administering.ts'
import { type Answer, answers } from './answering.ts'
import { asks, reopens, reportsLost, typesAccessCode, typesKit, typesPasswordAgain, withdraws } from './asking.ts'
import type { Person, Place } from './cast.ts'
import { answersOnPhone, type Decision, logIn } from './door.ts'
import { changesMarked, copiesCookie, drawsCodes, finishes, ticksRemember } from './finishing.ts'
import { triesStrongThings } from './fresh.ts'
import { allowsHeld } from './held.ts'
import { changesNumber } from './numbers.ts'
import { changesPassword, clockGoesOn, closesBooks, logsOut, makesKit, saysByPhone, setsPasswordByCode, usesLink } from './own.ts'
import { setsUp, usesOldPhone } from './setting-up.ts'
import { showsCode } from './showing-codes.ts'
import { type Story, takesTime } from './story.ts'
import { asksForText, type TypedCode, typesCode } from './typed-codes.ts'

/** One thing that somebody does. Plain data, so that a story can be made up, shortened and told. */
export type Act =
  | { do: 'log in'; at: Place; as: Person; wrong: boolean }
  | { do: 'answer on the phone'; at: Place; holder: 'owner' | 'eve'; decision: Decision; wrong: boolean; twice: boolean }
  | ({ do: 'type a code' } & Omit<TypedCode, 'place'> & { at: Place })
  | { do: 'ask for a text'; at: Place }
  | { do: 'set a marked password'; at: Place; nth: number }
  | { do: 'draw codes'; at: Place }
  | { do: 'tick remember'; at: Place }
  | { do: 'copy a cookie'; at: Place; to: Place }
  | { do: 'go on'; at: Place; twice: boolean }
  | { do: 'send a request'; at: Place; shared: boolean }
  | { do: 'withdraw'; at: Place }
  | { do: 'close and open'; at: Place }
  | { do: 'password again'; at: Place }
  | { do: 'access code'; at: Place; nth: number; wrong: boolean }
  | { do: 'kit'; at: Place }
  | { do: 'lost my phone'; at: Place; number: boolean }
  | { do: 'set up'; at: Place }
  | { do: 'old phone'; at: Place }
  | { do: 'try strong things'; at: Place }
  | ({ do: 'answer a request' } & Answer)
  | { do: 'show the code'; by: Person }
  | { do: 'link'; of: Person; purpose: 'stop' | 'not-me'; nth: number }
  | { do: 'say by phone'; of: Person; purpose: 'stop' | 'not-me'; nth: number }
  | { do: 'change the password'; at: Place; nth: number; method: 'phone' | 'recovery-code' | 'sms' }
  | { do: 'log out'; at: Place; everywhere: boolean }
  | { do: 'administer'; by: Person; account: Person; power: Power }
  | { do: 'password by code'; at: Place; nth: number; word: number }
  | { do: 'make a kit'; by: Person }
  | { do: 'add an address'; at: Place; nth: number }
  | { do: 'remove an address'; at: Place; nth: number }
  | { do: 'change the number'; at: Place; nth: number; wrong: boolean }
  | { do: 'by mail'; of: Person; what: 'prove' | 'undo' | 'forgotten' | 'reset'; nth: number; word: number }
  | { do: 'allow held'; by: Person; account: Person; nth: number }
  | { do: 'close the books' }
  | { do: 'wait'; ms: number | 'end' | 'before-end' }

const passwords = [
  'seven quiet otters on a lamp',
  'nine loud herons by the kiln',
  'two slow badgers near the quay',
  'six pale foxes under the ice',
]
const wordOf = (nth: number): string => passwords[nth % passwords.length] ?? ''

/** The phone of the account that this place signs in to: its owner's, or one that Eve paired. */
function phoneOf(story: Story, at: Place, whose: 'owner' | 'eve') {
  const account = story.current.get(at)?.account
  const holder = whose === 'owner' ? account : whose
  return story.beliefs.phones.filter((one) => one.account === account && one.holder === holder).at(-1)
}

/** Does one thing. What cannot be done at this moment is not done. */
export async function act(story: Story, one: Act): Promise<void> {
  if (one.do === 'wait') return clockGoesOn(story, one.ms)
  takesTime(story)
  switch (one.do) {
    case 'log in':
      return void (await logIn(story, one.at, one.as, one.wrong ? 'a guess that is wrong' : undefined))
    case 'answer on the phone': {
      const phone = phoneOf(story, one.at, one.holder)
      if (phone) await answersOnPhone(story, { phone, place: one.at, decision: one.decision, wrong: one.wrong, twice: one.twice })
      return
    }
    case 'type a code':
      return void (await typesCode(story, { ...one, place: one.at }))
    case 'ask for a text':
      return await asksForText(story, one.at)
    case 'set a marked password':
      return await changesMarked(story, one.at, wordOf(one.nth))
    case 'draw codes':
      return await drawsCodes(story, one.at)
    case 'tick remember':
      return await ticksRemember(story, one.at)
    case 'copy a cookie':
      return copiesCookie(story, one.at, one.to)
    case 'go on':
      return void (await finishes(story, one.at, one.twice))
    case 'answer a request':
      return await answers(story, one)
    case 'show the code':
      return await showsCode(story, one.by)
    case 'administer':
      return await administers(story, one.by, one.account, one.power)
    case 'make a kit':
      return await makesKit(story, one.by)
    case 'allow held':
      return await allowsHeld(story, one)
    case 'by mail':
      return await byMail(story, one)
    case 'link':
      return await usesLink(story, one.of, one.purpose, one.nth)
    case 'close the books':
      return await closesBooks(story)
    case 'say by phone':
      return await saysByPhone(story, one.of, one.purpose, one.nth)
    default:
      return await actAtPlace(story, one)
  }
}

/** What comes by mail, for whoever reads it. */
async function byMail(story: Story, one: Extract<Act, { do: 'by mail' }>): Promise<void> {
  switch (one.what) {
    case 'prove':
      return await provesAddress(story, one.of, one.nth)
    case 'undo':
      return await undoesAddress(story, one.of, one.nth)
    case 'forgotten':
      return await forgetsPassword(story, one.of)
    case 'reset':
      return await resetsPassword(story, one.of, one.nth, wordOf(one.word))
  }
}

type AtPlace = Extract<
  Act,
  {
    do:
      | 'send a request'
      | 'withdraw'
      | 'close and open'
      | 'password again'
      | 'access code'
      | 'kit'
      | 'lost my phone'
      | 'set up'
      | 'old phone'
      | 'try strong things'
      | 'change the password'
      | 'log out'
      | 'password by code'
      | 'add an address'
      | 'remove an address'
      | 'change the number'
  }
>

async function actAtPlace(story: Story, one: AtPlace): Promise<void> {
  switch (one.do) {
    case 'send a request':
      return await asks(story, one.at, one.shared)
    case 'withdraw':
      return await withdraws(story, one.at)
    case 'close and open':
      return await reopens(story, one.at)
    case 'password again':
      return await typesPasswordAgain(story, one.at)
    case 'access code':
      return await typesAccessCode(story, one.at, one.nth, one.wrong)
    case 'kit':
      return await typesKit(story, one.at)
    case 'lost my phone':
      return await reportsLost(story, one.at, one.number)
    case 'set up':
      return await setsUp(story, one.at)
    case 'old phone':
      return await usesOldPhone(story, one.at)
    case 'try strong things':
      return await triesStrongThings(story, one.at)
    case 'change the password':
      return await changesPassword(story, one.at, wordOf(one.nth), one.method)
    case 'add an address':
      return await asksForAddress(story, one.at, one.nth)
    case 'remove an address':
      return await removesAddress(story, one.at, one.nth)
    case 'change the number':
      return await changesNumber(story, { place: one.at, nth: one.nth, wrong: one.wrong })
    case 'log out':
      return await logsOut(story, one.at, one.everywhere)
    case 'password by code':
      return await setsPasswordByCode(story, one.at, one.nth, wordOf(one.word))
  }
}
