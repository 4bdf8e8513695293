import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { AnyGroups } from '../ChooseGroups.tsx'
import type { ActProps } from './act-words.ts'
import { FormAct } from './FormAct.tsx'

/** "Change groups". */
export function GroupsAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [chosen, setChosen] = useState<string[]>([])
  const act = useAct()
  const save = async () => {
    if (await act.run(() => consoleApi.changeGroups(id, chosen), t('act.groups-about', { name }))) {
      onDone(t('act.groups-done'))
    }
  }
  return (
    <FormAct
      name={t('act.groups')}
      text={t('act.groups-text', { name })}
      yes={t('act.groups-save')}
      act={act}
      onOpen={() => setChosen(view.groups.map((group) => group.id))}
      onYes={() => void save()}
    >
      <AnyGroups chosen={chosen} onChoose={setChosen} />
    </FormAct>
  )
}
