import type { Flag, Time } from './tables/columns.ts'
import type { OutboxTable, SmsSentTable } from './tables/going-out.ts'
import type { HeldAllowanceTable, HeldApprovalTable, RememberedBrowserTable } from './tables/guard.ts'
import type { DeviceTable, PairingTable, PushSubscriptionTable, RecoveryCodeSetTable, SetUpTable } from './tables/methods.ts'
import type { AccountTable, EmailTable, FormerMembershipTable, LinkTable, PhoneNumberTable, StandingPastTable } from './tables/people.ts'
import type { AnsweringGroupTable, PolicyRuleTable } from './tables/policy.ts'
import type { PracticeTable, ReadinessAskTable } from './tables/readiness.ts'
import type { AuditSealTable, AuditTable } from './tables/record.ts'
import type {
  AccessCodeTable,
  CaseEventTable,
  RecoveryApprovalTable,
  RecoveryCaseTable,
  RecoveryRequestTable,
  SuspensionBrowserTable,
  SuspensionTable,
} from './tables/recovery.ts'
import type { LoginEventTable, PromptTable, SessionEventTable, SessionTable, SignInTable, SmsCodeTable } from './tables/sign-in.ts'

export type { Flag } from './tables/columns.ts'
export type { OutboxTable, SmsSentTable } from './tables/going-out.ts'
export type { HeldAllowanceTable, HeldApprovalTable, RememberedBrowserTable } from './tables/guard.ts'
export type { DeviceTable, PairingTable, PushSubscriptionTable, RecoveryCodeSetTable, SetUpTable } from './tables/methods.ts'
export type { AccountTable, EmailTable, FormerMembershipTable, LinkTable, PhoneNumberTable, StandingPastTable } from './tables/people.ts'
export type { AnsweringGroupTable, PolicyRuleTable } from './tables/policy.ts'
export type { PracticeTable, ReadinessAskTable } from './tables/readiness.ts'
export type { AuditSealTable, AuditTable } from './tables/record.ts'
export type {
  AccessCodeTable,
  CaseEventTable,
  RecoveryApprovalTable,
  RecoveryCaseTable,
  RecoveryRequestTable,
  SuspensionBrowserTable,
  SuspensionTable,
} from './tables/recovery.ts'
export type { LoginEventTable, PromptTable, SessionEventTable, SessionTable, SignInTable, SmsCodeTable } from './tables/sign-in.ts'

/** Every table, as its columns are in the database. Times are ms since 1970; `null` means "has not happened". */
export interface Tables {
  account: AccountTable
  email: EmailTable
  people_group: { id: string; name: string; name_key: string; created_at: Time }
  membership: { account_id: string; group_id: string; added_at: Time }
  browser: { id: string; digest: string; agent: string; created_at: Time; last_seen_at: Time }
  browser_account: { browser_id: string; account_id: string; known_since: Time; known_until: Time; voided_at: Time | null }
  sign_in: SignInTable
  prompt: PromptTable
  attempt: { id: string; account_id: string; lane: string; method: string; at: Time; wrong: Flag }
  attempt_counter: { account_id: string; lane: string; in_row: number; next_at: Time; allowed_at: Time }
  rate_counter: { counter_key: string; in_row: number; next_at: Time; touched_at: Time }
  recovery_code_set: RecoveryCodeSetTable
  recovery_code: { id: string; set_id: string; digest: string; spent_at: Time | null; spent_by: string | null }
  device: DeviceTable
  push_subscription: PushSubscriptionTable
  pairing: PairingTable
  set_up: SetUpTable
  session: SessionTable
  session_event: SessionEventTable
  link: LinkTable
  outbox: OutboxTable
  sms_sent: SmsSentTable
  notice: { id: string; account_id: string; kind: string; params: string; at: Time; answered_at: Time | null }
  login_event: LoginEventTable
  audit: AuditTable
  audit_seal: AuditSealTable
  spent_value: { digest: string; expires_at: Time }
  phone_number: PhoneNumberTable
  sms_code: SmsCodeTable
  recovery_case: RecoveryCaseTable
  recovery_request: RecoveryRequestTable
  recovery_approval: RecoveryApprovalTable
  suspension: SuspensionTable
  access_code: AccessCodeTable
  recovery_stop: { id: string; account_id: string; case_id: string | null; channel: string; at: Time }
  break_glass_kit: {
    id: string
    digest: string
    made_at: Time
    made_for: string
    ended_at: Time | null
    used_at: Time | null
    tested_at: Time | null
  }
  readiness_ask: ReadinessAskTable
  practice: PracticeTable
  remembered_browser: RememberedBrowserTable
  held_allowance: HeldAllowanceTable
  held_approval: HeldApprovalTable
  policy_rule: PolicyRuleTable
  answering_group: AnsweringGroupTable
  case_event: CaseEventTable
  standing_past: StandingPastTable
  former_membership: FormerMembershipTable
  suspension_browser: SuspensionBrowserTable
  service_state: { name: string; value: string }
}
