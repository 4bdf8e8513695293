import type { SetUpView } from '@sparekey/protocol/account'

type StepName = 'address' | 'phone' | 'codes'
export interface ProgressStep {
  name: StepName
  state: 'done' | 'now' | 'later'
}

/** The steps that a person sees, in order. Confirming the address is one only for those who were asked for it (TD-9). */
export function progressOf(step: SetUpView['step'], askedAddress: boolean): ProgressStep[] {
  const names: StepName[] = askedAddress || step === 'address' ? ['address', 'phone', 'codes'] : ['phone', 'codes']
  const order: string[] = names
  const at = step === 'done' ? names.length : order.indexOf(step)
  return names.map((name, index) => ({ name, state: index < at ? 'done' : index === at ? 'now' : 'later' }))
}
