import type { Group } from '@sparekey/protocol/console'
import { useState } from 'preact/hooks'
import { policyApi } from '../../api/policy.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Tag } from '../../ui/Tag.tsx'
import { ChooseGroups } from '../ChooseGroups.tsx'
import type { ActProps } from './act-words.ts'
import { FormAct } from './FormAct.tsx'

/** "Answers for": the groups for whose members this approver answers (RR-6). One group at a time: each is confirmed by its name. */
export function AnswersForAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [group, setGroup] = useState<Group>()
  const act = useAct()
  const has = (one: Pick<Group, 'id'>): boolean => view.answersFor?.some((answered) => answered.id === one.id) ?? false
  const save = async () => {
    if (!group) return
    const about = t('act.answers-for-about', { name, group: group.name })
    if (await act.run(() => policyApi.changeAnswersFor(id, group.id, !has(group)), about)) onDone(t('act.answers-for-done'))
  }
  return (
    <FormAct
      name={t('act.answers-for')}
      text={t('act.answers-for-text', { name })}
      yes={group && has(group) ? t('act.answers-for-remove') : t('act.answers-for-add')}
      act={act}
      onOpen={() => setGroup(undefined)}
      onYes={() => void save()}
    >
      <ChooseGroups
        one
        legend={t('act.answers-for-group')}
        isChosen={(one) => one.id === group?.id}
        onTurn={setGroup}
        mark={(one) => has(one) && <Tag kind="good">{t('act.answers-for-now')}</Tag>}
      />
    </FormAct>
  )
}
