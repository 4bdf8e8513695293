import { casesApi } from '../../api/cases.ts'
import { rich, t } from '../../messages/messages.ts'
import { Ready } from '../../shell/Ready.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { openRequests } from '../case/picked.ts'

/** The requests that are open for an account, shown before anything is switched off without one (RR-7). */
export function OpenRequests({ id }: { id: string }) {
  const read = useLoaded(() => casesApi.read(id), id)
  return (
    <Ready of={read}>
      {(view) => {
        const open = openRequests(view)
        if (open.length === 0) return null
        return (
          <div class="note warn stack">
            <p>
              <b>{t('act.two-factor-requests')}</b>
            </p>
            <ul class="plain-lines">
              {open.map((one) => (
                <li key={one.id} class="row">
                  <a href={`/console/requests/${id}?request=${one.id}`}>
                    {rich('act.two-factor-request', { agent: one.agent, when: <Time at={one.sentAt} /> })}
                  </a>
                  <Tag kind={one.knownBrowser ? 'good' : 'bad'}>{t(one.knownBrowser ? 'case.known' : 'case.new')}</Tag>
                </li>
              ))}
            </ul>
            <p class="small">{t('act.two-factor-requests-text')}</p>
          </div>
        )
      }}
    </Ready>
  )
}
