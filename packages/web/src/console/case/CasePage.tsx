import type { CaseView } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { casesApi } from '../../api/cases.ts'
import { rich, t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { setQuery, usePlace } from '../../shell/router.ts'
import { useSession } from '../../shell/session.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { useNews } from '../live.ts'
import { caseTitle, stateTag } from '../requests/case-words.ts'
import { AccountKnown } from './AccountKnown.tsx'
import { AnswerPanel } from './AnswerPanel.tsx'
import { CaseNotes } from './CaseNotes.tsx'
import { EarlierCases } from './EarlierCases.tsx'
import { Given } from './Given.tsx'
import { pickedOf } from './picked.ts'
import { Requests } from './Requests.tsx'
import { Story } from './Story.tsx'
import './case.css'

/** `/console/requests/:id`: the evidence left, the steps of an answer right (RR-4, RR-5). Live: what others do shows at once. */
export function CasePage({ id }: { id: string }) {
  const read = useLoaded(() => casesApi.read(id), id)
  useNews(read.reload)
  return (
    <Ready of={read}>
      {(view) => (
        <Page title={caseTitle(view)} lead={leadOf(view)} tags={<Tag kind={stateTag[view.state]}>{t(`case-state.${view.state}`)}</Tag>}>
          <Case view={view} reload={read.reload} />
        </Page>
      )}
    </Ready>
  )
}

function leadOf({ kind, openedAt, account }: CaseView): ComponentChildren {
  const when = rich(kind === 'request' ? 'case.asked' : 'case.began', { when: <Time at={openedAt} /> })
  return (
    <>
      {when} · {[account.login, ...account.groups].join(' · ')}
    </>
  )
}

function Case({ view, reload }: { view: CaseView; reload: () => Promise<void> }) {
  const { query } = usePlace()
  const { session } = useSession()
  const hours = query.get('hours')
  const picked = pickedOf(view, query.get('request'))
  return (
    <div class="case answering">
      <div class="stack far">
        <CaseNotes view={view} picked={picked} />
        {view.requests.length > 0 && (
          <Requests view={view} picked={picked} onPick={(request) => setQuery({ request, hours: hours ?? undefined })} />
        )}
        <AccountKnown view={view} />
      </div>
      <AnswerPanel view={view} picked={picked} hours={hours === '48' ? 48 : 24} reload={reload} />
      <div class="stack far">
        {view.suspension && <Given suspension={view.suspension} />}
        <Story view={view} />
        <EarlierCases view={view} />
        {session.account.role === 'admin' && (
          <p>
            <a href={`/console/record?person=${view.account.id}`}>{t('case.to-record')}</a>
          </p>
        )}
      </div>
    </div>
  )
}
