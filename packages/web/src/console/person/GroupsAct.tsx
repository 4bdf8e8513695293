import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ChooseGroups } from '../ChooseGroups.tsx'
import type { ActProps } from './act-words.ts'

/** "Change groups". */
export function GroupsAct({ view, onDone }: ActProps) {
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const act = useAct()
  const save = async () => {
    setAsking(false)
    if (await act.run(() => consoleApi.changeGroups(view.id, chosen), t('act.groups-about', { name: view.name }))) {
      onDone(t('act.groups-done'))
    }
  }
  return (
    <>
      <Button
        kind="plain"
        wide
        busy={act.busy}
        onClick={() => {
          setChosen(view.groups.map((group) => group.id))
          setAsking(true)
        }}
      >
        {t('act.groups')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('act.groups')}
        text={t('act.groups-text', { name: view.name })}
        yes={t('act.groups-save')}
        onYes={() => void save()}
        onClose={() => setAsking(false)}
      >
        <ChooseGroups chosen={chosen} onChoose={setChosen} />
      </AskOnce>
    </>
  )
}
