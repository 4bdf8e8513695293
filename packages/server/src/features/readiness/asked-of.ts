import type { ReadyView } from '@sparekey/protocol/readiness'

export interface AskedFacts {
  /** The last two digits of the numbers that they may call back on. */
  callBack: readonly string[]
  /** Name of the manager on record. */
  manager: string | undefined
  /** After a stop only meeting in person or by live video counts (RR-3). */
  disputed: boolean
  /** Somebody could answer. */
  anybody: boolean
}

/** What whoever answers does to make sure that it is really this person (RR-5), in the order in which they do it. Reads nothing. */
export function askedOf(facts: AskedFacts): ReadyView['asked'] {
  if (!facts.anybody) return []
  return [
    { key: 'meet', params: {} },
    ...(facts.disputed ? [] : otherContacts(facts)),
    { key: 'where', params: {} },
    { key: 'caller-code', params: {} },
  ]
}

const otherContacts = ({ callBack, manager }: AskedFacts): ReadyView['asked'] => [
  callBack.length > 0
    ? { key: 'call-back', params: { digits: callBack.map((two) => `•• ${two}`).join(', ') } }
    : { key: 'no-call-back', params: {} },
  manager === undefined ? { key: 'no-manager', params: {} } : { key: 'manager', params: { name: manager } },
]
