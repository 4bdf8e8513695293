import { useEffect, useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { pathOf } from './qr-path.ts'

interface Drawn {
  path: string
  size: number
}

/** The code takes 6 kB to draw, so it comes only when somebody wants to scan. The border is the quiet zone of four modules. */
async function draw(text: string): Promise<Drawn> {
  const { encodeQR } = await import('qr')
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  return { path: pathOf(modules), size: modules.length }
}

/** A QR code: always dark on light, in dark mode too, and never smaller than a phone reads across a desk.
 * `label` says what it is for to those who cannot see it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [drawn, setDrawn] = useState<Drawn>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let current = true
    draw(text).then(
      (made) => current && setDrawn(made),
      () => current && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [text])
  if (failed) return <p role="alert">{t('common.qr-failed')}</p>
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${drawn?.size ?? 1} ${drawn?.size ?? 1}`} shape-rendering="crispEdges">
      <rect class="light" width="100%" height="100%" />
      {drawn && <path class="dark" d={drawn.path} />}
    </svg>
  )
}
