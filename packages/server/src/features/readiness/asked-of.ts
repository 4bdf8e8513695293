import type { ReadyView } from '@sparekey/protocol/readiness'

export interface AskedFacts {
  /** The last two digits of the numbers that they may call back on. */
  callBack: readonly string[]
  /** Name of the manager on record. */
  manager: string | undefined
  /** Somebody could answer. */
  anybody: boolean
}

/** What whoever answers does to make sure that it is really this person (RR-5), in the order in which they do it. Reads nothing. */
export function askedOf(facts: AskedFacts): ReadyView['asked'] {
  if (!facts.anybody) return []
  return [
    { key: 'meet', params: {} },
    facts.callBack.length > 0
      ? { key: 'call-back', params: { digits: facts.callBack.map((two) => `•• ${two}`).join(', ') } }
      : { key: 'no-call-back', params: {} },
    facts.manager === undefined ? { key: 'no-manager', params: {} } : { key: 'manager', params: { name: facts.manager } },
    { key: 'where', params: {} },
    { key: 'caller-code', params: {} },
  ]
}
