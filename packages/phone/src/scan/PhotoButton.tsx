import { useRef, useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { makeReader } from './read-code.ts'

/** The way to scan without letting the app see through the camera: the phone's own camera app takes a photo. */
export function PhotoButton({ onText }: { onText: (text: string) => void }) {
  const [busy, setBusy] = useState(false)
  const [unread, setUnread] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    const picture = await createImageBitmap(file).catch(() => undefined)
    const text = picture && (await (await makeReader())(picture, true))
    setBusy(false)
    setUnread(text === undefined)
    if (text !== undefined) onText(text)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <Button kind="plain" busy={busy} onClick={() => input.current?.click()}>
        {t('scan.photo')}
      </Button>
      {unread && (
        <p class="error" role="alert">
          {t('scan.photo-unread')}
        </p>
      )}
    </>
  )
}
