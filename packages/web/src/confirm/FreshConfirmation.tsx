import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { Confirm } from './Confirm.tsx'
import { FreshPassword } from './FreshPassword.tsx'
import { useWatchedView, type WatchedView } from './use-watched-view.ts'

interface FreshConfirmationProps {
  act: string
  params: Record<string, string>
  /** What it is about, for the person: such as `Remove “Pixel 9”`. */
  about?: ComponentChildren
  /** Confirmed: the act can be called now. */
  onDone: () => void
  onCancel: () => void
}

/** Finishes as soon as the server says that it is confirmed, and gives the session its confirmation. */
function useFinish({ view, reload }: WatchedView, onDone: () => void): RefusalBody | undefined {
  const [refused, setRefused] = useState<RefusalBody>()
  const done = useRef(onDone)
  done.current = onDone
  const confirmed = view?.step === 'finish'
  useEffect(() => {
    if (!confirmed) return
    void signInApi.finish().then(async (answer) => {
      if (answer.ok) return done.current()
      setRefused(answer.refusal)
      await reload()
    })
  }, [confirmed, reload])
  return refused
}

const endText = (view: SignInView): string => (view.over === 'not-me' ? t('fresh.over-not-me') : t('fresh.over'))

/** A fresh confirmation of one act: the password again, then the second step, in a dialog. It begins nothing before the password. */
export function FreshConfirmation({ act, params, about, onDone, onCancel }: FreshConfirmationProps) {
  const watched = useWatchedView()
  const { view, lost, put, reload } = watched
  const refused = useFinish(watched, onDone)
  const cancel = (): void => {
    if (view && view.step !== 'over') void signInApi.leave()
    onCancel()
  }
  return (
    <Dialog open onClose={cancel} title={t('fresh.title')}>
      {about && <p>{about}</p>}
      {view?.step === 'confirm' && <Confirm view={view} onView={put} reload={reload} offline={lost !== undefined} level={2} />}
      {view?.step === 'finish' && !refused && <Waiting />}
      {(!view || view.step === 'over') && (
        <FreshPassword act={act} params={params} ended={view && endText(view)} onView={put} onCancel={cancel} />
      )}
      <ErrorNote error={refused} />
    </Dialog>
  )
}
