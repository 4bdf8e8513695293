import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface AskOnceProps {
  open: boolean
  title: string
  /** What happens. */
  text: ComponentChildren
  /** The word on the button, as on the one that opened this. */
  yes: string
  bad?: boolean
  /** Closes this and does it: a fresh confirmation, or a refusal, then shows on the page and not on top of the question. */
  onYes: () => void
  onClose: () => void
  children?: ComponentChildren
}

/** Asks once before something that is not taken back easily. */
export function AskOnce({ open, title, text, yes, bad, onYes, onClose, children }: AskOnceProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <p>{text}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          onYes()
        }}
      >
        {children}
        <div class="row">
          <Button type="submit" kind={bad ? 'bad' : 'primary'}>
            {yes}
          </Button>
          <Button kind="link" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
