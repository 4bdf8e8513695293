import { useEffect, useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'

/** "Copy", and what came of it. */
export function CopyButton({ code }: { code: string }) {
  const [came, say] = useState<'copied' | 'not-copied'>()
  // What was said is about the code before.
  useEffect(() => say(undefined), [code])
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => say('copied'),
      () => say('not-copied'),
    )
  return (
    <>
      <p class="small said" role="status">
        {came && t(`code.${came}`)}
      </p>
      <Button onClick={() => void copy().catch(() => say('not-copied'))}>{t('code.copy')}</Button>
    </>
  )
}
