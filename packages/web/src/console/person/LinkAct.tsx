import type { HandedLink } from '@sparekey/protocol/console'
import { useState } from 'preact/hooks'
import type { Answer } from '../../api/request.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Handed } from '../Handed.tsx'
import type { ActProps } from './act-words.ts'

interface LinkActProps extends ActProps {
  kind: 'invitation' | 'reset-link'
  make: () => Promise<Answer<HandedLink>>
}

/** An act that makes a link for the person, which the administrator hands over. */
export function LinkAct({ view, kind, make, onDone }: LinkActProps) {
  const { name } = view
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<HandedLink>()
  const act = useAct()
  const word = t(`act.${kind}`)
  const text = kind === 'invitation' ? t('act.invitation-text') : t('act.reset-link-text', { name })
  const doIt = async () => {
    setAsking(false)
    const link = await act.run(make, t(`act.${kind}-about`, { name }))
    if (link) setMade(link.value)
  }
  return (
    <>
      <Button kind="plain" wide busy={act.busy} onClick={() => setAsking(true)}>
        {word}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce open={asking} title={word} text={text} yes={word} onYes={() => void doIt()} onClose={() => setAsking(false)} />
      <Dialog
        open={made !== undefined}
        title={t('link.title', { name })}
        onClose={() => {
          setMade(undefined)
          onDone(t(`act.${kind}-done`, { name }))
        }}
      >
        {made && <Handed link={made} />}
      </Dialog>
    </>
  )
}
