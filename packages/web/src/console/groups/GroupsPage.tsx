import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { DeleteGroup } from './DeleteGroup.tsx'
import { NewGroup } from './NewGroup.tsx'

/** `/console/groups`: the groups, making one, and deleting one on which nothing rests. Who is in which is changed at the person. */
export function GroupsPage() {
  const groups = useLoaded(consoleApi.groups)
  const [said, setSaid] = useState('')
  return (
    <Page title={t('groups.title')} lead={t('groups.lead')}>
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      <Ready of={groups}>
        {(view) =>
          view.groups.length === 0 ? (
            <p class="quiet">{t('groups.none')}</p>
          ) : (
            <ul class="lines narrow-panel">
              {view.groups.map((group) => (
                <li key={group.id} class="line no-icon">
                  <div class="stack tight">
                    <b>{group.name}</b>
                    <span class="quiet small">{t('groups.members', { count: group.members })}</span>
                  </div>
                  <div class="line-acts">
                    <DeleteGroup
                      group={group}
                      onDeleted={() => {
                        setSaid(t('groups.deleted', { name: group.name }))
                        void groups.reload()
                      }}
                      onRefused={() => void groups.reload()}
                    />
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Ready>
      <NewGroup
        onCreated={(name) => {
          setSaid(t('groups.created', { name }))
          void groups.reload()
        }}
      />
    </Page>
  )
}
