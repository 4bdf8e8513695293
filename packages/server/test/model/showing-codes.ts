import type { Approved } from '@sparekey/protocol/cases'
import { hours } from '../../src/kernel/clock.ts'
import { confirmsFresh, deskOf, isSignedIn, requireRight } from './answering.ts'
import type { Person } from './cast.ts'
import { useFresh } from './fresh.ts'
import { addCode } from './made-codes.ts'
import { holds, type Story, saw, short, tell, writes } from './story.ts'

/** RR-8: the access code is made and shown only after the wait, to who approved. */
export async function showsCode(story: Story, by: Person): Promise<void> {
  const approved = story.beliefs.approvals.findLast((one) => one.by === by && !one.request)
  if (!approved || !(await isSignedIn(story, by))) return
  if (!(await confirmsFresh(story, by, 'show-access-code', { case: approved.case }))) return
  const answer = await story.browsers[deskOf(by)].post(`/api/console/cases/${approved.case}/access-code`)
  tell(story, `${by}: shows the access code after the wait → ${short(answer)}`)
  if (answer.status !== 200) return
  useFresh(story, deskOf(by), 'show-access-code', JSON.stringify({ case: approved.case }))
  writes(story, 'access_code_shown')
  const now = story.now()
  const another = story.beliefs.suspensions.some((one) => one.any && one.over === undefined && one.approvedBy.includes(by))
  holds(story, another || now >= approved.at + hours(24), 'an access code was shown before the wait of 24 hours was over')
  const { code } = answer.body as Approved
  const row = await story.stage.core.db.selectFrom('recovery_case').select('account_id').where('id', '=', approved.case).executeTakeFirst()
  const account = (Object.keys(story.beliefs.accounts) as Person[]).find((one) => story.beliefs.accounts[one].member.id === row?.account_id)
  if (!code || !account) return
  requireRight(story, by, account, 'was shown an access code')
  const suspension = story.beliefs.suspensions.findLast((one) => one.account === account && (one.any || one.places.length === 0))
  const gives = approved.gives
  if (gives === 'suspension')
    holds(story, suspension?.over === undefined, `an access code was made for a suspension that is over: ${suspension?.over}`)
  addCode(story, { code, account, gives, suspension: gives === 'suspension' ? suspension : undefined, worksFrom: now, madeBy: by })
  saw(story, 'access code after the wait')
}
