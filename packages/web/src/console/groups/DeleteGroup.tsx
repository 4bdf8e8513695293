import type { Group } from '@sparekey/protocol/console'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { rich, t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

interface DeleteGroupProps {
  group: Group
  onDeleted: () => void
  /** It was refused: what is shown may be old. */
  onRefused: () => void
}

/** "Delete" of one group. While something rests on it, it says what to take away first, and where. */
export function DeleteGroup({ group, onDeleted, onRefused }: DeleteGroupProps) {
  const { id, name, members } = group
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const close = () => setAsking(false)
  const remove = async () => {
    close()
    if (await act.run(() => consoleApi.deleteGroup(id), t('groups.delete-about', { name }))) onDeleted()
    else onRefused()
  }
  return (
    <>
      <Button kind="link" busy={act.busy} aria-label={t('groups.delete-of', { name })} onClick={() => setAsking(true)}>
        {t('groups.delete')}
      </Button>
      <ErrorNote error={act.error} />
      {group.holds.length > 0 ? (
        <Dialog open={asking} title={t('groups.held-title', { name })} onClose={close}>
          <TakeAwayFirst group={group} />
        </Dialog>
      ) : (
        <AskOnce
          open={asking}
          title={t('groups.delete-title', { name })}
          text={members === 0 ? t('groups.delete-empty') : t('groups.delete-text', { count: members })}
          yes={t('groups.delete-yes')}
          bad
          onYes={() => void remove()}
          onClose={close}
        />
      )}
    </>
  )
}

/** What rests on the group, each with the place where it is taken away. */
function TakeAwayFirst({ group }: { group: Group }) {
  const policy = (
    <a key="policy" href={`/console/policy/${group.id}`}>
      {t('groups.held-policy', { name: group.name })}
    </a>
  )
  return (
    <>
      <p>{t('groups.held')}</p>
      <ul class="plain-list">
        {group.holds.includes('mark') && <li>{rich('groups.held-mark', { policy })}</li>}
        {group.holds.includes('rules') && <li>{rich('groups.held-rules', { policy })}</li>}
        {group.answeredBy.map((approver) => (
          <li key={approver.id}>
            {rich('groups.held-approver', { name: <a href={`/console/people/${approver.id}`}>{approver.name}</a> })}
          </li>
        ))}
      </ul>
    </>
  )
}
