import { days } from '../../src/kernel/clock.ts'
import type { Person } from './cast.ts'
import type { Story } from './story.ts'

// Who may answer for whom (RR-6).

const rank = { member: 0, approver: 1, admin: 2 } as const

/** The role that counts: the highest of the last 7 days (RR-6). */
export function highestRole(story: Story, person: Person): keyof typeof rank {
  const { role, roles } = story.beliefs.accounts[person]
  const before = roles.filter((one) => one.until > story.now() - days(7)).map((one) => one.role)
  return [role, ...before].toSorted((a, b) => rank[b] - rank[a])[0] ?? role
}

/** Whether somebody may answer for an account at all (RR-6), leaving out who changed what. */
export function hasTheRight(story: Story, by: Person, account: Person): boolean {
  const me = story.beliefs.accounts[by]
  const of = story.beliefs.accounts[account]
  if (by === account || !me.enabled || me.role === 'member') return false
  if (me.role === 'admin') return true
  return highestRole(story, account) === 'member' && me.answersForSales && of.inSales
}

/** In a marked group, or in one within the last 7 days (RR-6). */
export function isMarkedLately(story: Story, person: Person): boolean {
  const { inBoard, leftBoardAt } = story.beliefs.accounts[person]
  return inBoard || leftBoardAt > story.now() - days(7)
}
