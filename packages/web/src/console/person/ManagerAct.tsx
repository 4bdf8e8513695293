import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import type { ActProps } from './act-words.ts'
import { ChoosePerson, type Chosen } from './ChoosePerson.tsx'

/** "Change manager": who can confirm in their own session that a request is real (RR-5), set by administrators only (EN-6). */
export function ManagerAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [asking, setAsking] = useState(false)
  const [manager, setManager] = useState<Chosen>()
  const act = useAct()
  const save = async () => {
    setAsking(false)
    if (manager?.id === view.manager?.id) return
    const about = manager ? t('act.manager-about', { name, manager: manager.name }) : t('act.manager-about-none', { name })
    if (await act.run(() => consoleApi.changeManager(id, manager?.id ?? null), about)) onDone(t('act.manager-done'))
  }
  return (
    <>
      <Button
        kind="plain"
        wide
        busy={act.busy}
        onClick={() => {
          setManager(view.manager)
          setAsking(true)
        }}
      >
        {t('act.manager')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('act.manager')}
        text={t('act.manager-text', { name })}
        yes={t('act.manager-save')}
        onYes={() => void save()}
        onClose={() => setAsking(false)}
      >
        <ChoosePerson chosen={manager} onChoose={setManager} except={id} />
      </AskOnce>
    </>
  )
}
