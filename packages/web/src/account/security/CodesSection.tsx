import type { NewCodes, SecurityView } from '@sparekey/protocol/account'
import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { LogOutOthers } from './LogOutOthers.tsx'
import type { SecurityPart } from './security-part.ts'

interface CodesSectionProps extends SecurityPart {
  /** How the last making of new codes ended; undefined where there was none. */
  saved: boolean | undefined
  onCreated: (codes: NewCodes) => void
}

/** How many recovery codes are left, and "Create new codes" (RC-4, RC-5). */
export function CodesSection({ view, mayAct, saved, onCreated }: CodesSectionProps) {
  const [asking, setAsking] = useState(false)
  const creating = useAct()
  const create = async () => {
    setAsking(false)
    const made = await creating.run(account.createCodes, t('about.create-codes'))
    if (made) onCreated(made.value)
  }
  return (
    <Section title={t('recovery.title')} id="codes">
      <div role="status" class="stack">
        {saved === true && (
          <Note kind="good">
            <p>{t('recovery.made-new')}</p>
            <LogOutOthers />
          </Note>
        )}
        {saved === false && <Note>{t('recovery.left-unsaved')}</Note>}
      </div>
      <CodesLeft view={view} />
      {mayAct && view.codesAllowed && view.twoFactorSince !== undefined && (
        <p>
          <Button kind="plain" busy={creating.busy} onClick={() => setAsking(true)}>
            {t('recovery.create')}
          </Button>
        </p>
      )}
      <ErrorNote error={creating.error} />
      <AskOnce
        open={asking}
        title={t('recovery.create-title')}
        text={t('recovery.create-text')}
        yes={t('recovery.create')}
        onYes={() => void create()}
        onClose={() => setAsking(false)}
      />
    </Section>
  )
}

function CodesLeft({ view }: { view: SecurityView }) {
  const { codes } = view
  const twoFactor = view.twoFactorSince !== undefined
  if (!view.codesAllowed)
    return (
      <p>
        {t('recovery.not-allowed')} {codes && t('recovery.not-allowed-left')}
      </p>
    )
  if (!codes) return <p class={twoFactor ? undefined : 'quiet'}>{twoFactor ? t('recovery.none') : t('recovery.later')}</p>
  if (codes.held) return <Note kind="bad">{t('recovery.held')}</Note>
  if (codes.left === 0) return <Note kind="bad">{t('recovery.empty')}</Note>
  const left = (
    <p>
      {t('recovery.left', { count: codes.left })} {rich('recovery.made', { when: <Time at={codes.createdAt} /> })}
    </p>
  )
  if (codes.left > 3) return left
  return (
    <Note kind="warn">
      {left}
      <p>{t('recovery.low')}</p>
    </Note>
  )
}
