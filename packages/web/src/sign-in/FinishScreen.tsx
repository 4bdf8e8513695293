import type { RefusalBody } from '@sparekey/protocol/errors'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { goTo } from '../api/go.ts'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import type { ScreenProps } from './screen-props.ts'

/** Nothing is left to do for the person: the page finishes, and goes where they were going (SI-12). */
export function FinishScreen({ watched: { reload } }: ScreenProps) {
  const [refused, setRefused] = useState<RefusalBody>()
  const finish = useCallback(async () => {
    setRefused(undefined)
    const answer = await signInApi.finish()
    if (answer.ok) return goTo(answer.value.to)
    setRefused(answer.refusal)
    // Perhaps it ended, or asks for something more by now.
    await reload()
  }, [reload])
  useEffect(() => {
    void finish()
  }, [finish])
  if (!refused) return <Waiting text={t('sign-in.logging-in')} />
  return (
    <>
      <ErrorNote error={refused} />
      <Button onClick={() => void finish()}>{t('common.try-again')}</Button>
    </>
  )
}
