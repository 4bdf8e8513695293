import type { RecordChecked, RecordState } from '@sparekey/protocol/audit'
import { useState } from 'preact/hooks'
import { recordApi } from '../../api/record.ts'
import { rich, t } from '../../messages/messages.ts'
import { Ready } from '../../shell/Ready.tsx'
import { useAct } from '../../shell/use-act.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { problemText } from './record-words.ts'

/** How far the record is sealed, and "Verify". */
export function RecordSeal() {
  const state = useLoaded(recordApi.state)
  const [checked, setChecked] = useState<RecordChecked>()
  const verifying = useAct()
  const verify = async () => {
    setChecked(undefined)
    const done = await verifying.run(recordApi.verify)
    if (!done) return
    setChecked(done.value)
    void state.reload()
  }
  return (
    <div class="stack close">
      <div class="row spread record-seal">
        <div class="stack tight quiet small">
          <Ready of={state}>{(view) => <StateLine state={view} />}</Ready>
        </div>
        <Button kind="plain" busy={verifying.busy} onClick={() => void verify()}>
          {t('record.verify')}
        </Button>
      </div>
      <ErrorNote error={verifying.error} />
      <div role="status">{checked && <Outcome checked={checked} />}</div>
    </div>
  )
}

function StateLine({ state }: { state: RecordState }) {
  const { seal, lastCheck, keptFrom, keptDays, unsealed } = state
  return (
    <>
      <p>
        {seal ? rich('record.sealed', { seq: seal.seq, when: <Time at={seal.at} /> }) : t('record.sealed-none')}{' '}
        {unsealed > 0 && t('record.waiting', { count: unsealed })}
      </p>
      <p>
        {lastCheck
          ? rich(lastCheck.intact ? 'record.checked-good' : 'record.checked-bad', { when: <Time at={lastCheck.at} /> })
          : t('record.checked-never')}{' '}
        {keptFrom === undefined ? t('record.kept', { days: keptDays }) : t('record.kept-from', { seq: keptFrom, days: keptDays })}
      </p>
    </>
  )
}

function Outcome({ checked }: { checked: RecordChecked }) {
  const { bad } = checked
  if (bad) {
    return (
      <Note kind="bad">
        <p>
          <b>{t('record.bad')}</b> {problemText(bad)}
        </p>
        {bad.id !== undefined && (
          <p class="small">
            <code>{bad.id}</code>
          </p>
        )}
        <p>{t('record.bad-do')}</p>
      </Note>
    )
  }
  if (checked.checked === 0) return <Note>{t('record.verified-none')}</Note>
  return (
    <Note kind="good">
      <p>
        <b>{t('record.verified')}</b> {t(checked.partly ? 'record.verified-part' : 'record.verified-all', { count: checked.checked })}{' '}
        {!checked.outside && t('record.verified-no-seals')}
      </p>
    </Note>
  )
}
