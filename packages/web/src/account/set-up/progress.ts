import type { SetUpView } from '@sparekey/protocol/account'

type StepName = 'address' | 'phone' | 'number' | 'codes' | 'finish'
export interface ProgressStep {
  name: StepName
  state: 'done' | 'now' | 'later'
}

/** Steps that not everybody is asked for: confirming the address (TD-9), the number, which needs a gateway (TD-1), and the codes, which the
 * rules may not allow (EN-1). */
export interface AskedFor {
  address: boolean
  number: boolean
  codes: boolean
}

/** The steps that a person sees, in order. */
export function progressOf(step: SetUpView['step'], asked: AskedFor): ProgressStep[] {
  const all: [StepName, boolean][] = [
    ['address', asked.address || step === 'address'],
    ['phone', true],
    ['number', asked.number || step === 'number'],
    [asked.codes ? 'codes' : 'finish', true],
  ]
  const names = all.filter(([, is]) => is).map(([name]) => name)
  const order: string[] = names
  const at = step === 'done' ? names.length : order.indexOf(step)
  return names.map((name, index) => ({ name, state: index < at ? 'done' : index === at ? 'now' : 'later' }))
}
