import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import type { SecurityPart } from './security-part.ts'

/** Codes are off after many wrong ones: what it means, and "Allow codes again" where this session may (SI-10). */
export function TypedMethodsNote({ view, reload }: SecurityPart) {
  const allowing = useAct()
  const [done, setDone] = useState(false)
  const allow = async () => {
    if (!(await allowing.run(account.allowTypedMethods))) return
    setDone(true)
    await reload()
  }
  return (
    <div role="status">
      {view.typedOff.length > 0 ? (
        <Note kind="warn">
          <p>
            <b>{view.typedOff.map((lane) => t(lane === 'known' ? 'security.typed-off-known' : 'security.typed-off-other')).join(' ')}</b>
          </p>
          <p>{t('security.typed-off-why')}</p>
          {view.mayAllowTyped ? (
            <p>
              <Button kind="plain" busy={allowing.busy} onClick={() => void allow()}>
                {t('security.typed-off-allow')}
              </Button>
            </p>
          ) : (
            <p>{t('security.typed-off-cannot')}</p>
          )}
          <ErrorNote error={allowing.error} />
        </Note>
      ) : (
        done && <Note kind="good">{t('security.typed-off-done')}</Note>
      )}
    </div>
  )
}
