import { days } from '../../src/kernel/clock.ts'
import { testStart } from '../../src/testing/index.ts'
import type { AddressBelief, Beliefs, CodesBelief, NumberBelief, PhoneBelief } from './beliefs.ts'
import { people, type Stage } from './cast.ts'

/** What is true before anybody has done anything. */
export function firstBeliefs(stage: Stage): Beliefs {
  const accounts = {} as Beliefs['accounts']
  const phones: PhoneBelief[] = []
  const codeSets: CodesBelief[] = []
  for (const person of people) {
    const member = stage.cast[person]
    const { role, phone, codes } = member
    accounts[person] = {
      person,
      member,
      password: stage.password,
      version: 1,
      marked: false,
      enabled: true,
      role,
      roles: person === 'nils' ? [{ role: 'member', until: testStart - days(2) }] : [],
      approverSince: person === 'nils' ? testStart - days(2) : testStart - days(30),
      inSales: member.inSales,
      inSalesSince: testStart - days(30),
      inBoard: false,
      leftBoardAt: 0,
      answersForSales: member.inSales,
      twoFactor: phone !== undefined,
      dueAt: testStart + days(10),
      stops: [],
      changes: [],
      reachedElsewhere: [],
    }
    if (!phone) continue
    phones.push({
      id: phone.id,
      account: person,
      holder: person,
      state: 'trusted',
      pausedForGood: false,
      addedAt: testStart - days(30),
      held: false,
      lastStep: 0,
      weakUntil: 0,
      sign: phone.sign,
    })
    codeSets.push({
      id: member.codeSet,
      account: person,
      holder: person,
      codes,
      spent: new Set(),
      madeAt: testStart,
      held: false,
      over: false,
    })
  }
  return {
    accounts,
    phones,
    codeSets,
    signIns: [],
    requests: [],
    approvals: [],
    agreed: new Map(),
    suspensions: [],
    accessCodes: [],
    sessions: [],
    remembered: [],
    eveKnows: new Map([
      ['ana', stage.password],
      ['nia', stage.password],
      ['ada', stage.password],
    ]),
    numbers: firstNumbers(stage),
    addresses: firstAddresses(stage),
    undos: [],
    resets: new Map(),
    allowances: [],
    spent: new Set(),
    kit: undefined,
  }
}

const firstNumbers = (stage: Stage): NumberBelief[] =>
  people.flatMap((account) => {
    const { number } = stage.cast[account]
    return number ? [{ ...number, account, addedAt: testStart - days(30), servesFrom: 0, held: false, over: undefined }] : []
  })

const firstAddresses = (stage: Stage): AddressBelief[] =>
  people.map((account) => {
    const { email, emailId: id } = stage.cast[account]
    const at = testStart - days(30)
    return { id, account, holder: account, address: email, askedAt: at, provedAt: at, removedAt: undefined, held: false }
  })
