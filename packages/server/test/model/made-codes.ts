import { minutes } from '../../src/kernel/clock.ts'
import type { SuspensionBelief } from './beliefs.ts'
import type { Person } from './cast.ts'
import type { Story } from './story.ts'

/** An access code was made: an older one for the same is good for nothing any more. */
export function addCode(
  story: Story,
  q: {
    code: string
    account: Person
    gives: 'suspension' | 'password'
    suspension: SuspensionBelief | undefined
    worksFrom: number
    madeBy: Person | undefined
  },
): void {
  for (const one of story.beliefs.accessCodes) if (one.account === q.account && one.gives === q.gives) one.over = true
  story.beliefs.accessCodes.push({ ...q, endsAt: q.worksFrom + minutes(60), spent: false, over: false })
}
