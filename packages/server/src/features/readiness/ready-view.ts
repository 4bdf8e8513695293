import type { ReadyView } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { days } from '../../kernel/clock.ts'
import { type AccountRow, findAccount, getAccount } from '../accounts/index.ts'
import { typedOff } from '../attempts/index.ts'
import { kitView } from '../break-glass/index.ts'
import { type Method, offersFor } from '../confirmation/index.ts'
import { numbersAsOf, numberView } from '../phone-numbers/index.ts'
import { rulesFor } from '../policy/index.ts'
import { practisedAt } from '../practice/index.ts'
import { codesView } from '../recovery-codes/index.ts'
import { smsIsOn } from '../sms-gateways/index.ts'
import { usableDevices } from '../trusted-devices/index.ts'
import { answersToday } from './answers-for.ts'
import { type AskedFacts, askedOf } from './asked-of.ts'
import { verdictOf, type WaysFacts, waysOf } from './ways-left.ts'

/** "What if I lose this phone today?" (RR-12): each way as it would really be, from what works at this moment.
 * @param methods all that could confirm
 * @param q.phone the id of a phone, or `all` of them
 * @param q.number `no` where the number for SMS is not in it */
export async function readyView(
  core: Core,
  methods: readonly Method[],
  session: CurrentSession,
  q: { phone?: string; number?: 'yes' | 'no' },
): Promise<ReadyView> {
  const account = await getAccount(core.db, session.accountId)
  const now = core.clock.now()
  const phones = await usableDevices(core.db, { accountId: account.id, origin: core.config.origin, now })
  const chosen = phones.find((one) => one.id === q.phone)?.id ?? 'all'
  const facts = await readFacts(core, methods, account, { phones, chosen, numberInIt: q.number !== 'no' })
  const ways = waysOf(facts)
  const practised = await practisedAt(core.db, account.id)
  return {
    phones: phones.map(({ id, name }) => ({ id, name })),
    chosen,
    number: facts.number !== undefined,
    numberInIt: facts.numberInIt,
    verdict: verdictOf(ways),
    ways,
    asked: askedOf(await readAsked(core, account, facts)),
    ...(practised === undefined ? {} : { practisedAt: practised }),
    now,
  }
}

async function readFacts(
  core: Core,
  methods: readonly Method[],
  account: AccountRow,
  q: { phones: { id: string; name: string }[]; chosen: string; numberInIt: boolean },
): Promise<WaysFacts> {
  const now = core.clock.now()
  const rules = await rulesFor(core.db, account, core.clock.now())
  const offers = await offersFor(core, core.db, methods, { account: account.id, now })
  const codes = await codesView(core.db, account.id)
  const number = await numberView(core.db, account.id, now)
  return {
    allowed: rules.methods,
    works: new Set(offers.map((one) => one.kind)),
    others: q.chosen === 'all' ? [] : q.phones.filter((one) => one.id !== q.chosen).map((one) => one.name),
    phones: q.phones.length,
    codes,
    typedOff: await typedOff(core, account.id),
    number,
    numberInIt: q.numberInIt,
    smsPossible: smsIsOn(core) && rules.methods.includes('sms'),
    standing: await answersToday(core, core.db, account),
    // RR-11: the kit is for administrators alone, and only they learn of it.
    kit: account.role === 'admin' ? await kitView(core.db) : undefined,
    now,
  }
}

/** Contact data as it was 7 days ago, since that is what approvers see (RR-4). */
async function readAsked(core: Core, account: AccountRow, facts: WaysFacts): Promise<AskedFacts> {
  const numbers = await numbersAsOf(core, core.db, account.id, facts.now - days(7))
  const lost = new Set(facts.numberInIt ? numbers.filter((one) => one.kind === 'sms').map((one) => one.number) : [])
  const manager = account.manager_id ? await findAccount(core.db, account.manager_id) : undefined
  return {
    callBack: numbers.filter((one) => !one.blocked && !one.held && !lost.has(one.number)).map((one) => one.number.slice(-2)),
    manager: manager?.state === 'active' ? manager.name : undefined,
    disputed: facts.standing.because.includes('disputed'),
    anybody: facts.standing.answerers > 0,
  }
}
