import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { CrossIcon } from './icons.tsx'

interface SheetProps {
  title: string
  onClose: () => void
  children: ComponentChildren
}

/** A dialog that rises from the bottom edge, where the thumb is. The browser keeps the focus in it and gives it back. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // A press beside it closes it too, where the browser knows how; there is a button for the others.
      {...{ closedby: 'any' }}
    >
      <div class="stack">
        <header class="row spread">
          <h2 id={id}>{title}</h2>
          <button type="button" class="icon-button" aria-label={t('app.close')} onClick={onClose}>
            <CrossIcon />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
