import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { CrossIcon } from './icons.tsx'

interface DialogProps {
  open: boolean
  /** Escape and "Close" ask for it; the page then sets `open` to false. */
  onClose: () => void
  title: ComponentChildren
  children: ComponentChildren
}

/** The browser's own modal dialog: it keeps focus inside, and gives it back to what opened it. */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (!open || !element) return
    const opener = document.activeElement
    element.showModal()
    return () => {
      element.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [open])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {open && (
        <div class="stack">
          <header class="row spread">
            <h2 id={id}>{title}</h2>
            <button type="button" class="icon-button" aria-label={t('common.close')} onClick={onClose}>
              <CrossIcon />
            </button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  )
}
