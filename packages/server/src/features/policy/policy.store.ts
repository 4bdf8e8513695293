import type { Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PolicyRuleTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type RuleRow = Selectable<PolicyRuleTable>

/** The rows of everyone and of the account's groups that hold or wait, with when it came into the group. */
export const listRulesFor = (db: Db | Tx, account: string) =>
  db
    .selectFrom('policy_rule')
    .leftJoin('membership', (join) =>
      join.onRef('membership.group_id', '=', 'policy_rule.group_id').on('membership.account_id', '=', account),
    )
    .select(['policy_rule.group_id', 'policy_rule.setting', 'policy_rule.value', 'policy_rule.works_from', 'policy_rule.revision'])
    .select('membership.added_at')
    .where('policy_rule.replaced_at', 'is', null)
    .where('policy_rule.stopped_at', 'is', null)
    .where((eb) => eb.or([eb('policy_rule.group_id', '=', ''), eb('membership.account_id', 'is not', null)]))
    .execute()

/** All rows that hold or wait. */
export const listRules = (db: Db | Tx): Promise<RuleRow[]> =>
  db.selectFrom('policy_rule').selectAll().where('replaced_at', 'is', null).where('stopped_at', 'is', null).execute()

/** Who of these is in which group, and since when. */
export const listMemberships = (db: Db | Tx, accounts: string[]) =>
  db.selectFrom('membership').select(['account_id', 'group_id', 'added_at']).where('account_id', 'in', accounts).execute()

/** The marks of these scopes (RR-6), also those that ended. */
export const listMarks = (db: Db | Tx, groups: string[], now: Instant) =>
  db
    .selectFrom('policy_rule')
    .select(['group_id', 'value', 'works_from', 'revision', 'replaced_at'])
    .where('setting', '=', 'twoApprovers')
    .where('group_id', 'in', ['', ...groups])
    .where('stopped_at', 'is', null)
    .where('works_from', '<=', now)
    .orderBy('works_from')
    .orderBy('revision')
    .execute()
