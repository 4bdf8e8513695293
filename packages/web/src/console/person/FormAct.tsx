import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { AskOnce } from '../../shell/AskOnce.tsx'
import type { Act } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

interface FormActProps {
  /** On the button, and over the question. */
  name: string
  text: string
  yes: string
  act: Act
  /** Puts into the fields what holds now; `again` after a refusal, when what was typed is corrected, not typed again. */
  onOpen: (again: boolean) => void
  onYes: () => void
  /** The fields. */
  children: ComponentChildren
}

/** An act with something to fill in. */
export function FormAct({ name, text, yes, act, onOpen, onYes, children }: FormActProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        kind="plain"
        wide
        busy={act.busy}
        onClick={() => {
          onOpen(act.error !== undefined)
          setAsking(true)
        }}
      >
        {name}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={name}
        text={text}
        yes={yes}
        onYes={() => {
          setAsking(false)
          onYes()
        }}
        onClose={() => setAsking(false)}
      >
        {children}
      </AskOnce>
    </>
  )
}
