import type { PolicyDraft, PolicyPreview, PolicyView, SavePolicy } from '@sparekey/protocol/policy'
import { inSession } from './in-session.ts'

/** The rules of everyone and of each group (EN-1). `save` and `stop` answer `confirmation_needed` first. */
export const policyApi = {
  view: () => inSession<PolicyView>('GET', '/api/console/policy'),
  preview: (draft: PolicyDraft) => inSession<PolicyPreview>('POST', '/api/console/policy/preview', draft),
  save: (draft: SavePolicy) => inSession<{ ok: true }>('POST', '/api/console/policy', draft),
  stop: (change: string) => inSession<{ ok: true }>('POST', `/api/console/policy/changes/${encodeURIComponent(change)}/stop`),
  extendDeadline: (account: string, until: number, reason: string) =>
    inSession<{ ok: true }>('POST', `/api/console/people/${encodeURIComponent(account)}/deadline`, { until, reason }),
  changeAnswersFor: (account: string, group: string, answers: boolean) =>
    inSession<{ ok: true }>('POST', `/api/console/people/${encodeURIComponent(account)}/answers-for`, { group, answers }),
}
