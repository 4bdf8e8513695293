import type { RecordChecked, RecordedAct, RecordName } from '@sparekey/protocol/audit'
import type { ComponentChildren } from 'preact'
import { isKey, type Key, rich, t } from '../../messages/messages.ts'

export type Names = Record<string, RecordName>

/** What an id stands for, where that is known. */
export function nameOf(names: Names, id: string): string | undefined {
  const known = names[id]
  if (!known) return undefined
  if (!known.deleted) return known.name
  return known.name ? t('record.deleted', { name: known.name }) : t('record.deleted-unnamed')
}

/** Who did it, in words. */
export function actorText({ kind, id }: RecordedAct['actor'], names: Names): string {
  const name = id && nameOf(names, id)
  if (name) return kind === 'device' ? t('record-actor.device-named', { name }) : name
  const key = `record-actor.${kind}`
  return isKey(key) ? t(key as 'record-actor.service') : kind
}

/** The sentence of an act; the act's own name where another version wrote it. */
export function sentence(act: RecordedAct, actor: ComponentChildren, person: ComponentChildren): ComponentChildren {
  const key = `record-act.${act.act}`
  return isKey(key) ? rich(key as Key & 'record-act.signed_in', { actor, person }) : act.act
}

/** Which record a check names. */
function stretch({ seq, until }: NonNullable<RecordChecked['bad']>): string {
  if (seq === undefined) return t('record-stretch.unsealed')
  return until !== undefined && until > seq ? t('record-stretch.many', { seq, until }) : t('record-stretch.one', { seq })
}

/** What is wrong, in a sentence that names the first bad record. */
export const problemText = (bad: NonNullable<RecordChecked['bad']>): string => t(`record-problem.${bad.problem}`, { records: stretch(bad) })
