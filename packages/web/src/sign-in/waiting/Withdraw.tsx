import type { RefusalBody } from '@sparekey/protocol/errors'
import { useState } from 'preact/hooks'
import { signInApi } from '../../api/sign-in.ts'
import type { WatchedView } from '../../confirm/use-watched-view.ts'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

/** Takes the request back. Another can be sent after logging in again. */
export function Withdraw({ watched }: { watched: WatchedView }) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const withdraw = async (): Promise<void> => {
    setBusy(true)
    const answer = await signInApi.withdraw()
    setBusy(false)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (answer.ok) watched.put(answer.value)
    else await watched.reload()
  }
  return (
    <>
      <Button kind="link" busy={busy} onClick={() => void withdraw()}>
        {t('wait.withdraw')}
      </Button>
      {refused && <ErrorNote error={refused} />}
    </>
  )
}
