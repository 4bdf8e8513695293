import type { EvidenceKey } from '@sparekey/protocol/case-words'
import type { CaseRequest } from '@sparekey/protocol/cases'

export type Evidence = CaseRequest['evidence'][number]

/** What a sentence is about, in the order shown. */
export const topics = ['browser', 'before', 'phone', 'changed', 'password', 'requests', 'owner', 'other'] as const
export type Topic = (typeof topics)[number]

const topicOf: Record<EvidenceKey, Topic> = {
  'browser-known': 'browser',
  'browser-new': 'browser',
  'network-seen': 'browser',
  'network-new': 'browser',
  'country-seen': 'browser',
  'country-new': 'browser',
  'failed-none': 'before',
  'failed-before': 'before',
  'phone-signed': 'phone',
  'phone-never-signed': 'phone',
  'phone-used': 'phone',
  'phone-added': 'phone',
  'phone-reported-lost': 'phone',
  'no-phone': 'phone',
  'nothing-changed': 'changed',
  'changed-password': 'changed',
  'changed-email': 'changed',
  'changed-number': 'changed',
  'changed-role': 'changed',
  'changed-group': 'changed',
  'codes-made': 'changed',
  'password-marked': 'password',
  'other-requests': 'requests',
  stopped: 'owner',
  'owner-told': 'owner',
  'owner-not-told': 'owner',
}

export const evidenceKeys = Object.keys(topicOf)

const isEvidenceKey = (key: string): key is EvidenceKey => Object.hasOwn(topicOf, key)

/** The sentences by what they are about. One that this page does not know stands under "other", so that nothing is hidden. */
export function byTopic(evidence: Evidence[]): [Topic, Evidence[]][] {
  const found = new Map<Topic, Evidence[]>(topics.map((topic) => [topic, []]))
  for (const one of evidence) found.get(isEvidenceKey(one.key) ? topicOf[one.key] : 'other')?.push(one)
  return [...found].filter(([, sentences]) => sentences.length > 0)
}
