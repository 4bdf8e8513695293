import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { CrossIcon } from './icons.tsx'

interface SheetProps {
  title: string
  onClose: () => void
  children: ComponentChildren
}

/** What was pressed to open a sheet. One sheet may lead to another: the first one's opener counts. */
let opener: HTMLElement | undefined

function rememberOpener(): void {
  const active = document.activeElement
  if (active instanceof HTMLElement && active !== document.body && !active.closest('dialog')) opener = active
}

/** The browser gives the focus back when a dialog closes, but not when it is taken away. */
function giveFocusBack(): void {
  if (!document.querySelector('dialog') && document.activeElement === document.body) opener?.focus()
}

/** A dialog that rises from the bottom edge, where the thumb is. The focus stays in it, and goes back to what opened it. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    rememberOpener()
    dialog.current?.showModal()
    return () => void requestAnimationFrame(giveFocusBack)
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
