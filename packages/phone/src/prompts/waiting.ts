import type { PhonePrompt } from '@sparekey/protocol/phone'
import { type PhoneState, viewOf } from '../state/phone.ts'
import type { OpenPrompt } from '../state/screen.ts'

/** The prompts that wait on this phone, of all its accounts, newest first. One prompt goes to every trusted device of an
 * account, so it can be here twice; the device that was paired last answers it. */
export function waitingPrompts(state: PhoneState, now: number): OpenPrompt[] {
  const found = new Map<string, OpenPrompt>()
  for (const account of state.accounts) {
    for (const prompt of viewOf(state, account.device).prompts) {
      if (prompt.account === account.account && prompt.expiresAt > now) found.set(prompt.id, { device: account.device, prompt })
    }
  }
  return [...found.values()].sort((a, b) => b.prompt.at - a.prompt.at)
}

/** Whether a prompt that is on the screen still waits. */
export const isWaiting = (state: PhoneState, prompt: PhonePrompt, now: number): boolean =>
  waitingPrompts(state, now).some((one) => one.prompt.id === prompt.id)

/** The prompt that asks for the very same thing as one that ended. Nothing else may ever take a prompt's place on the screen:
 * the person has read who, what and where of this one. */
export function successorOf(state: PhoneState, ended: PhonePrompt, now: number): OpenPrompt | undefined {
  const same = (one: PhonePrompt) =>
    one.account === ended.account &&
    one.subject === ended.subject &&
    one.purpose === ended.purpose &&
    one.act === ended.act &&
    one.params === ended.params
  return waitingPrompts(state, now).find(({ prompt }) => prompt.id !== ended.id && same(prompt))
}
