import type { NewCodes } from '@sparekey/protocol/account'
import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Note } from '../ui/Note.tsx'
import { RecoveryCodes } from '../ui/RecoveryCodes.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import type { ScreenProps } from './screen-props.ts'

/** The last recovery code was used: a new set is made and saved before the session begins (RC-4). */
export function NewCodesScreen({ view, watched }: ScreenProps & { view: SignInView }) {
  const { put, reload } = watched
  const [codes, setCodes] = useState<NewCodes>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const make = useCallback(async () => {
    setRefused(undefined)
    const answer = await signInApi.newCodes()
    if (answer.ok) return setCodes(answer.value)
    setRefused(answer.refusal)
    // Perhaps it ended meanwhile.
    await reload()
  }, [reload])
  useEffect(() => {
    void make()
  }, [make])
  const saved = async (set: string): Promise<void> => {
    setBusy(true)
    const answer = await signInApi.savedCodes(set)
    setBusy(false)
    if (answer.ok) return put(answer.value)
    setRefused(answer.refusal)
    await reload()
  }
  return (
    <>
      {codes ? (
        <RecoveryCodes
          codes={codes}
          siteName={view.siteName}
          login={view.account?.login ?? ''}
          busy={busy}
          title={t('codes.title')}
          onSaved={() => void saved(codes.set)}
        >
          <Note>{t('new-codes.why')}</Note>
        </RecoveryCodes>
      ) : (
        !refused && <Waiting text={t('new-codes.preparing')} />
      )}
      <ErrorNote error={refused} />
      {!codes && refused && <Button onClick={() => void make()}>{t('common.try-again')}</Button>}
    </>
  )
}
