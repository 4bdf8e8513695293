import type { SecurityView, SentNumberCode } from '@sparekey/protocol/account'
import { useEffect, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { serverNow } from '../../api/server-time.ts'
import { rich, t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { NumberForm } from '../number/NumberForm.tsx'
import type { SecurityPart } from './security-part.ts'

type SetNumber = NonNullable<SecurityView['number']>

async function pendingCode(): Promise<SentNumberCode | undefined> {
  const read = await account.number()
  return read.ok ? read.value.pending : undefined
}

/** The number for SMS: by its last two digits, with "Change" and "Remove" (SM-3). Not there where SMS is not. */
export function NumberSection({ view, mayAct, reload }: SecurityPart) {
  const [changing, setChanging] = useState(false)
  const [pending, setPending] = useState<SentNumberCode>()
  const [said, setSaid] = useState<'set' | 'removed'>()
  const { number } = view
  const resumes = mayAct && view.numberPossible
  useEffect(() => {
    // A code that was sent before a refresh is still good here.
    if (resumes)
      void pendingCode().then((sent) => {
        if (!sent) return
        setPending(sent)
        setChanging(true)
      })
  }, [resumes])
  if (!number && !view.numberPossible) return null
  const over = (what: 'set' | 'removed') => {
    setChanging(false)
    setPending(undefined)
    setSaid(what)
    void reload()
  }
  return (
    <Section title={t('number.title')} id="number">
      <div role="status">{said && <Note kind="good">{t(said === 'set' ? 'number.done' : 'number.removed')}</Note>}</div>
      {number ? <NumberNow number={number} mayAct={mayAct} /> : <p class="quiet">{t('number.none')}</p>}
      {mayAct && !changing && (
        <div class="row">
          {view.numberPossible && (
            <Button kind="plain" onClick={() => setChanging(true)}>
              {t(number ? 'number.change' : 'number.add')}
            </Button>
          )}
          {number && <RemoveNumber number={number} onRemoved={() => over('removed')} />}
        </div>
      )}
      {changing && (
        <NumberForm
          send={account.sendNumberCode}
          check={account.checkNumberCode}
          look={pendingCode}
          pending={pending}
          about={(to) => t('about.change-number', { number: to })}
          onDone={() => over('set')}
          leave={{ word: t('common.cancel'), onClick: () => setChanging(false) }}
        />
      )}
    </Section>
  )
}

/** The number, and whether it serves logins now. */
function NumberNow({ number, mayAct }: { number: SetNumber; mayAct: boolean }) {
  const { servesFrom, held, blocked } = number
  const waits = servesFrom !== undefined && servesFrom > serverNow()
  return (
    <div class="stack close">
      <p class="row">
        <b>•• {number.lastTwo}</b>
        {blocked && <Tag kind="bad">{t('number.blocked')}</Tag>}
        {held && <Tag kind="bad">{t('device.held')}</Tag>}
        {waits && <Tag kind="warn">{t('number.waits')}</Tag>}
      </p>
      {blocked && <p class="small">{t(mayAct ? 'number.blocked-why' : 'number.blocked-only')}</p>}
      {held && <p class="small">{t('number.held-why')}</p>}
      {waits && <p class="small">{rich('number.waits-why', { when: <Time at={servesFrom} /> })}</p>}
      {!blocked && !held && !waits && <p class="quiet small">{t('number.use')}</p>}
    </div>
  )
}

function RemoveNumber({ number, onRemoved }: { number: SetNumber; onRemoved: () => void }) {
  const [asking, setAsking] = useState(false)
  const removing = useAct()
  const remove = async () => {
    setAsking(false)
    if (await removing.run(account.removeNumber, t('about.remove-number', { digits: number.lastTwo }))) onRemoved()
  }
  return (
    <>
      <Button kind="link" busy={removing.busy} onClick={() => setAsking(true)}>
        {t('number.remove')}
      </Button>
      <ErrorNote error={removing.error} />
      <AskOnce
        open={asking}
        title={t('number.remove-title')}
        text={t('number.remove-text')}
        yes={t('number.remove')}
        bad
        onYes={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
