import type { CaseView, ContactKind, MyAnswer } from '@sparekey/protocol/cases'

export type StepName = 'contact' | 'account' | 'caller-code' | 'decide'
export interface Step {
  name: StepName
  state: 'done' | 'now' | 'later'
}

/** The steps of an answer (RR-5), each opened by the one before it. Only a request has a caller code (RR-7). */
export function stepsOf(mine: Pick<MyAnswer, 'step' | 'decision' | 'contact'>, withRequest: boolean): Step[] {
  const names: StepName[] = withRequest ? ['contact', 'account', 'caller-code', 'decide'] : ['contact', 'account', 'decide']
  if (mine.step === 'done' && mine.decision !== 'declined') return names.map((name) => ({ name, state: 'done' }))
  const now = (names as string[]).indexOf(mine.step)
  // Over before the end: what is known to be done is the contact.
  if (now < 0) return names.map((name) => ({ name, state: name === 'contact' && mine.contact ? 'done' : 'later' }))
  return names.map((name, at) => ({ name, state: at < now ? 'done' : at === now ? 'now' : 'later' }))
}

const allContacts: ContactKind[] = ['in-person', 'live-video', 'call-back', 'manager']

export interface ContactChoice {
  kind: ContactKind
  /** It counts, but nothing is on record for it. */
  missing: boolean
}

/** How contact can be made for this case now (RR-5; disputed: RR-3). */
export function contactChoices(view: Pick<CaseView, 'contacts' | 'disputed' | 'numbers' | 'account'>, disputed: boolean): ContactChoice[] {
  const counting = view.contacts ?? (disputed || view.disputed ? allContacts.slice(0, 2) : allContacts)
  const missing = {
    'call-back': view.numbers.length === 0,
    manager: view.account.manager === undefined || view.account.managerIsYou === true,
  }
  return allContacts
    .filter((kind) => counting.includes(kind))
    .map((kind) => ({ kind, missing: kind === 'call-back' || kind === 'manager' ? missing[kind] : false }))
}
