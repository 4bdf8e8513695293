import type { RecordPage as View } from '@sparekey/protocol/audit'
import { useState } from 'preact/hooks'
import { recordApi } from '../../api/record.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { usePlace } from '../../shell/router.ts'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { filterOf, isFiltered, type Shown, shownIn } from './filter.ts'
import { RecordExport } from './RecordExport.tsx'
import { RecordFilters } from './RecordFilters.tsx'
import { RecordLine } from './RecordLine.tsx'
import { RecordSeal } from './RecordSeal.tsx'
import { nameOf } from './record-words.ts'
import './record.css'

/** `/console/record?person=&kind=&from=&to=&text=`: the audit log, newest first (AU-3). */
export function RecordPage() {
  const { query } = usePlace()
  const shown = shownIn(query)
  const key = JSON.stringify(shown)
  const read = useLoaded(() => recordApi.read(filterOf(shown)), key)
  const names = read.value?.names ?? {}
  return (
    <Page title={t('console.record')} lead={t('record.lead')}>
      <RecordSeal />
      <RecordFilters shown={shown} personName={nameOf(names, shown.person)} />
      <Ready of={read}>{(newest) => <Found key={`${key} ${newest.acts[0]?.id}`} newest={newest} shown={shown} />}</Ready>
      <RecordExport shown={shown} />
    </Page>
  )
}

function Found({ newest, shown }: { newest: View; shown: Shown }) {
  const [older, setOlder] = useState<View>({ acts: [], names: {} })
  const reading = useAct()
  const next = older.acts.length > 0 ? older.next : newest.next
  const readOlder = async (before: string) => {
    const read = await reading.run(() => recordApi.read({ ...filterOf(shown), before }))
    if (!read) return
    const { acts, names, next: after } = read.value
    setOlder((known) => ({ acts: [...known.acts, ...acts], names: { ...known.names, ...names }, ...(after ? { next: after } : {}) }))
  }
  if (newest.acts.length === 0) return <p role="status">{t(isFiltered(shown) ? 'record.none-found' : 'record.none')}</p>
  const names = { ...newest.names, ...older.names }
  return (
    <div class="stack">
      <ul class="lines record" aria-label={t('record.list')}>
        {[...newest.acts, ...older.acts].map((act) => (
          <RecordLine key={act.id} act={act} names={names} />
        ))}
      </ul>
      <ErrorNote error={reading.error} />
      {next ? (
        <p>
          <Button kind="plain" busy={reading.busy} onClick={() => void readOlder(next)}>
            {t('record.older')}
          </Button>
        </p>
      ) : (
        <p class="quiet small">{t('record.end')}</p>
      )}
    </div>
  )
}
