import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import type { Loaded } from './use-loaded.ts'

/** What was loaded, or why it is not here and how to try again. What was there before stays, with a word about it. */
export function Ready<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  const { value, failed, loading, reload } = of
  return (
    <>
      <div role="alert">
        {failed && (
          <Note kind="bad">
            <p>
              <b>{value === undefined ? t('shell.not-loaded') : t('shell.old-shown')}</b> {refusalText(failed)}
            </p>
            <p>
              <Button kind="plain" busy={loading} onClick={() => void reload()}>
                {t('common.try-again')}
              </Button>
            </p>
          </Note>
        )}
      </div>
      {value === undefined ? !failed && <Waiting /> : children(value)}
    </>
  )
}
