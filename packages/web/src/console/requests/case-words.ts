import type { CaseLine, CaseView } from '@sparekey/protocol/cases'
import type { RequestState } from '@sparekey/protocol/recovery'
import { isKey, type Key, t } from '../../messages/messages.ts'

/** Something can still be done about it: it waits for an answer, or for the end of RR-6's wait. */
export const isOpen = ({ state }: { state: CaseLine['state'] }): boolean => state === 'open' || state === 'waiting'

/** Cannot approve, but saying no takes no power (RR-6: one decline ends it). */
export const mayOnlyDecline = ({ mayAnswer, whyNot }: Pick<CaseView, 'mayAnswer' | 'whyNot'>): boolean =>
  !mayAnswer && (whyNot === 'no-phone' || whyNot === 'new-approver' || whyNot === 'paused')

type TagKind = 'warn' | 'good' | 'bad' | undefined

export const stateTag: Record<CaseLine['state'], TagKind> = {
  open: 'warn',
  waiting: 'warn',
  approved: 'good',
  declined: 'bad',
  ended: undefined,
}

export const requestTag: Record<RequestState, TagKind> = {
  open: 'warn',
  approved: 'good',
  declined: 'bad',
  stopped: 'bad',
  expired: undefined,
  withdrawn: undefined,
  ended: undefined,
}

/** What a case is about, as its heading says it. */
export const caseTitle = (view: Pick<CaseView, 'kind' | 'account'>): string => t(`case.title-${view.kind}`, { name: view.account.name })

/** The text for a code of the service in a group of texts; the group's "other" where there is none yet, with the code in it. */
export function wordsFor(group: 'case.two' | 'answer.may-not' | 'closed', code: string): string {
  const key = group === 'closed' ? `closed.${code}` : `${group}-${code}`
  if (isKey(key)) return t(key as Key & 'closed.approved')
  if (group === 'case.two') return t('case.two-other', { code })
  return t(group === 'closed' ? 'closed.other' : 'answer.may-not-other')
}
