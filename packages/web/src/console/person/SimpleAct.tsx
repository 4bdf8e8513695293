import { useState } from 'preact/hooks'
import type { Answer } from '../../api/request.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import type { ActProps, ActWords } from './act-words.ts'

interface SimpleActProps extends ActProps {
  words: ActWords
  bad?: boolean
  call: () => Promise<Answer<unknown>>
}

/** An act without anything to fill in. */
export function SimpleAct({ words, bad, call, onDone }: SimpleActProps) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const doIt = async () => {
    setAsking(false)
    if (await act.run(call, words.about)) onDone(words.done)
  }
  return (
    <>
      <Button kind={bad ? 'bad' : 'plain'} wide busy={act.busy} onClick={() => setAsking(true)}>
        {words.name}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={words.name}
        text={words.text}
        yes={words.name}
        bad={bad ?? false}
        onYes={() => void doIt()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
