import type { Role } from '@sparekey/protocol/common'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ChooseRole } from '../ChooseRole.tsx'
import type { ActProps } from './act-words.ts'

/** "Change role". */
export function RoleAct({ view, onDone }: ActProps) {
  const [asking, setAsking] = useState(false)
  const [role, setRole] = useState<Role>(view.role)
  const act = useAct()
  const said = { name: view.name, role: t(`role.${role}`).toLocaleLowerCase() }
  const save = async () => {
    setAsking(false)
    if (role === view.role) return
    if (await act.run(() => consoleApi.changeRole(view.id, role), t('act.role-about', said))) onDone(t('act.role-done', said))
  }
  return (
    <>
      <Button
        kind="plain"
        wide
        busy={act.busy}
        onClick={() => {
          setRole(view.role)
          setAsking(true)
        }}
      >
        {t('act.role')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('act.role')}
        text={t('act.role-text')}
        yes={t('act.role-save')}
        onYes={() => void save()}
        onClose={() => setAsking(false)}
      >
        <ChooseRole role={role} onChoose={setRole} />
      </AskOnce>
    </>
  )
}
