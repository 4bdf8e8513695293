import type { Group } from '@sparekey/protocol/console'
import { useId, useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { policyApi } from '../../api/policy.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { ActProps } from './act-words.ts'

/** "Answers for": the groups for whose members this approver answers (RR-6). One group at a time: each is confirmed by its name. */
export function AnswersForAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [asking, setAsking] = useState(false)
  const [group, setGroup] = useState<Group>()
  const act = useAct()
  const has = (one: Pick<Group, 'id'>): boolean => view.answersFor?.some((answered) => answered.id === one.id) ?? false
  const save = async () => {
    setAsking(false)
    if (!group) return
    const about = t('act.answers-for-about', { name, group: group.name })
    if (await act.run(() => policyApi.changeAnswersFor(id, group.id, !has(group)), about)) onDone(t('act.answers-for-done'))
  }
  return (
    <>
      <Button
        kind="plain"
        wide
        busy={act.busy}
        onClick={() => {
          setGroup(undefined)
          setAsking(true)
        }}
      >
        {t('act.answers-for')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('act.answers-for')}
        text={t('act.answers-for-text', { name })}
        yes={group && has(group) ? t('act.answers-for-remove') : t('act.answers-for-add')}
        onYes={() => void save()}
        onClose={() => setAsking(false)}
      >
        {asking && <Groups chosen={group} has={has} onChoose={setGroup} />}
      </AskOnce>
    </>
  )
}

interface GroupsProps {
  chosen: Group | undefined
  has: (group: Group) => boolean
  onChoose: (group: Group) => void
}

function Groups({ chosen, has, onChoose }: GroupsProps) {
  const field = useId()
  const groups = useLoaded(consoleApi.groups)
  return (
    <Ready of={groups}>
      {(view) =>
        view.groups.length === 0 ? (
          <p class="quiet">
            {t('act.groups-none')} <a href="/console/groups">{t('act.groups-make')}</a>
          </p>
        ) : (
          <fieldset class="choices">
            <legend>{t('act.answers-for-group')}</legend>
            {view.groups.map((group) => (
              <label key={group.id}>
                <input
                  type="radio"
                  name={field}
                  value={group.id}
                  required
                  checked={group.id === chosen?.id}
                  onChange={() => onChoose(group)}
                />
                <span>
                  {group.name} {has(group) && <Tag kind="good">{t('act.answers-for-now')}</Tag>}
                </span>
              </label>
            ))}
          </fieldset>
        )
      }
    </Ready>
  )
}
