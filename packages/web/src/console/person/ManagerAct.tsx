import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import type { ActProps } from './act-words.ts'
import { ChoosePerson, type Chosen } from './ChoosePerson.tsx'
import { FormAct } from './FormAct.tsx'

/** "Change manager": who can confirm in their own session that a request is real (RR-5), set by administrators only (EN-6). */
export function ManagerAct({ view, onDone }: ActProps) {
  const { id, name } = view
  const [manager, setManager] = useState<Chosen>()
  const act = useAct()
  const save = async () => {
    if (manager?.id === view.manager?.id) return
    const about = manager ? t('act.manager-about', { name, manager: manager.name }) : t('act.manager-about-none', { name })
    if (await act.run(() => consoleApi.changeManager(id, manager?.id ?? null), about)) onDone(t('act.manager-done'))
  }
  return (
    <FormAct
      name={t('act.manager')}
      text={t('act.manager-text', { name })}
      yes={t('act.manager-save')}
      act={act}
      onOpen={() => setManager(view.manager)}
      onYes={() => void save()}
    >
      <ChoosePerson chosen={manager} onChoose={setManager} except={id} />
    </FormAct>
  )
}
