import { createHash } from 'node:crypto'
import { recoverAccount } from '../../src/features/server-recovery/index.ts'
import { hours } from '../../src/kernel/clock.ts'
import { confirmsFresh, deskOf, isSignedIn } from './answering.ts'
import type { SuspensionBelief } from './beliefs.ts'
import type { Person } from './cast.ts'
import { disabled, endSuspensions, granted, loggedOutEverywhere } from './endings.ts'
import { useFresh } from './fresh.ts'
import { addCode } from './made-codes.ts'
import { holds, mayWrite, type Story, saw, short, tell, writes } from './story.ts'

// What administrators do to others, and the operator on the server.

export type Power =
  | 'disable'
  | 'enable'
  | 'turn-on'
  | 'approver'
  | 'admin'
  | 'member'
  | 'group-out'
  | 'group-in'
  | 'board-in'
  | 'board-out'
  | 'recover'
  | 'log-out'

/** What an administrator does to somebody. */
export async function administers(story: Story, by: Person, account: Person, power: Power): Promise<void> {
  if (power === 'recover') return await recovers(story, account)
  if (!(await isSignedIn(story, by))) return
  const who = story.beliefs.accounts[account]
  const desk = deskOf(by)
  const { id } = who.member
  const base = `/api/console/people/${id}`
  const [path, body, act, params] = wording(story, power, { base, account })
  if (act && !(await confirmsFresh(story, by, act, params))) return
  const answer = await story.browsers[desk].post(path, body)
  tell(story, `${by}: ${power} ${account} → ${short(answer)}`)
  if (answer.status !== 200) return
  holds(
    story,
    story.beliefs.accounts[by].role === 'admin' && story.beliefs.accounts[by].enabled,
    `${by} is no administrator, and did “${power}”`,
  )
  holds(
    story,
    by !== account || ['group-in', 'group-out', 'board-in', 'board-out', 'enable', 'turn-on', 'log-out'].includes(power),
    `${by} did “${power}” to the own account`,
  )
  const nothing = isNothingNew(story, account, power)
  if (act && !nothing)
    useFresh(story, desk, act, JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))))
  if (nothing) return
  didTo(story, by, account, power)
}

function isNothingNew(story: Story, account: Person, power: Power): boolean {
  const who = story.beliefs.accounts[account]
  if (power === 'disable') return !who.enabled
  if (power === 'enable') return who.enabled
  if (power === 'board-out') return !who.inBoard
  return who.role === power
}

/** The groups that somebody is in after this. */
function groupsAfter(story: Story, power: Power, account: Person): string[] {
  const { group, board } = story.stage
  const { inSales, inBoard } = story.beliefs.accounts[account]
  const sales = power === 'group-in' || (power !== 'group-out' && inSales)
  const marked = power === 'board-in' || (power !== 'board-out' && inBoard)
  return [...(sales ? [group] : []), ...(marked ? [board] : [])]
}

function wording(
  story: Story,
  power: Power,
  q: { base: string; account: Person },
): [string, object, string | undefined, Record<string, string>] {
  const { base } = q
  const account = story.beliefs.accounts[q.account].member.id
  const { board } = story.stage
  const groups = { groups: groupsAfter(story, power, q.account) }
  switch (power) {
    case 'disable':
      return [`${base}/disable`, {}, 'disable-account', { account }]
    case 'enable':
      return [`${base}/enable`, {}, 'enable-account', { account }]
    case 'turn-on':
      return [`${base}/turn-on`, {}, 'turn-on-two-factor', { account }]
    case 'group-out':
    case 'group-in':
    case 'board-in':
      return [`${base}/groups`, groups, undefined, {}]
    case 'board-out': {
      // It leaves stricter rules (EN-1).
      const digest = createHash('sha256').update(board).digest('base64url')
      return [`${base}/groups`, groups, 'change-groups', { account, leaves: 'Board', digest }]
    }
    case 'log-out':
      return [`${base}/log-out`, {}, undefined, {}]
    default:
      return [`${base}/role`, { role: power }, 'change-role', { account, role: power }]
  }
}

function didTo(story: Story, by: Person, account: Person, power: Power): void {
  const { beliefs } = story
  const who = beliefs.accounts[account]
  const now = story.now()
  if (power === 'disable') {
    writes(story, 'account_disabled')
    mayWrite(story, 'suspension_ended', 'device_removed')
    disabled(beliefs, account)
  } else if (power === 'enable') {
    writes(story, 'account_enabled')
    who.enabled = true
    // Only 7 days without a break count (RR-6).
    who.approverSince = now
  } else if (power === 'turn-on') {
    writes(story, 'two_factor_turned_on', 'suspension_ended')
    endSuspensions(beliefs, account, 'turned on')
  } else if (power === 'log-out') {
    mayWrite(story, 'logged_out_by_administrator', 'logged_out_everywhere', 'person_logged_out')
    loggedOutEverywhere(beliefs, account)
  } else if (power === 'group-in' || power === 'group-out') {
    const into = power === 'group-in'
    if (who.inSales !== into) {
      writes(story, 'groups_changed')
      who.changes.push({ by, at: now })
      if (into) who.inSalesSince = now
    }
    who.inSales = into
  } else if (power === 'board-in' || power === 'board-out') {
    const into = power === 'board-in'
    if (who.inBoard !== into) {
      writes(story, 'groups_changed')
      who.changes.push({ by, at: now })
      if (!into) who.leftBoardAt = now
      saw(story, into ? 'marked' : 'mark left')
    }
    who.inBoard = into
  } else if (power !== 'recover') {
    writes(story, 'role_changed')
    who.changes.push({ by, at: now })
    who.roles.push({ role: who.role, until: now })
    if (who.role === 'member' || power === 'admin') who.approverSince = now
    who.answersForSales = false
    who.role = power
  }
}

/** `sparekey recover` on the server (RR-11). */
async function recovers(story: Story, account: Person): Promise<void> {
  const outcome = await recoverAccount(story.stage.core, { login: account, resetPassword: false })
  tell(story, `The server’s operator: sparekey recover ${account} → ${outcome.ok ? 'done' : outcome.code}`)
  if (!outcome.ok) return
  writes(story, 'recovered_by_command', 'suspension_granted')
  mayWrite(story, 'suspension_ended')
  const startsAt = story.now()
  const suspension: SuspensionBelief = {
    account,
    places: [],
    any: false,
    approvedBy: [],
    used: false,
    startsAt,
    endsAt: startsAt + hours(24),
    fate: 'left',
    request: undefined,
    source: 'cli',
    over: undefined,
  }
  granted(story.beliefs, suspension, { numberInIt: false })
  const { access } = outcome
  if (access) addCode(story, { code: access.code, account, gives: 'suspension', suspension, worksFrom: startsAt, madeBy: undefined })
}
