import type { PracticeView } from '@sparekey/protocol/readiness'
import { useState } from 'preact/hooks'
import { readyApi } from '../../api/readiness.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useSession } from '../../shell/session.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { AccessNote } from '../AccessNote.tsx'
import { Done, type Ended } from './Done.tsx'
import { Intro } from './Intro.tsx'
import { Rehearsal } from './Rehearsal.tsx'

/** `/account/practise`: losing the phone, tried out (RR-12). */
export function PractisePage() {
  const { session } = useSession()
  return (
    <Page title={t('practise.title')} lead={t('practise.lead')}>
      {session.access === 'full' ? <Practise /> : <AccessNote />}
    </Page>
  )
}

function Practise() {
  const practice = useLoaded(readyApi.practice)
  const [ended, setEnded] = useState<Ended>()
  const [begun, setBegun] = useState(false)
  const begin = (view: PracticeView) => {
    setBegun(true)
    practice.set(view)
  }
  return (
    <Ready of={practice}>
      {(view) => {
        if (ended) return <Done {...ended} />
        if (view.until === undefined) return <Intro view={view} over={begun} onBegun={begin} />
        return <Rehearsal view={view} onView={practice.set} onEnded={setEnded} />
      }}
    </Ready>
  )
}
