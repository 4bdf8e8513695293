import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Button, type ButtonProps } from './Button.tsx'

type CopyButtonProps = {
  text: string | (() => string)
  /** In place of "Copy". */
  label?: string
  kind?: ButtonProps['kind']
}

/** Copies a text, and says whether it did. The word stays "Copy" for who finds the button by its name. */
export function CopyButton({ text, label, kind = 'link' }: CopyButtonProps) {
  const [said, say] = useState('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
      say(t('common.copied'))
    } catch {
      say(t('common.copy-failed'))
    }
  }
  return (
    <span class="copy">
      <Button kind={kind} onClick={() => void copy()}>
        {label ?? t('common.copy')}
      </Button>
      <span class="quiet small" role="status">
        {said}
      </span>
    </span>
  )
}
