import { useEffect, useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { replaceScreen } from '../state/navigation.ts'
import { loadAccounts } from '../state/phone.ts'
import type { PairingSecret } from '../state/screen.ts'
import { Frame } from '../ui/Frame.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { PairingFailed } from './PairingFailed.tsx'
import { type Begun, beginPairing } from './pair.ts'

/** Why a pairing did not begin, as a title and what to do. */
function failureText(failed: Exclude<Begun, { ok: true }>): { title: string; why: string } {
  if (failed.why === 'no-keys') return { title: t('pair.no-keys'), why: t('pair.no-keys-why') }
  if (failed.why === 'impostor') return { title: t('pair.failed'), why: t('pair.impostor') }
  const title = t('pair.failed')
  switch (failed.refused.code) {
    case 'pairing_used':
      return { title: t('pair.used'), why: t('pair.used-why') }
    case 'pairing_over':
    case 'not_found':
      return { title, why: t('pair.over') }
    case 'pairing_code_wrong':
      return { title, why: t('pair.code-wrong') }
    case 'too_many_devices':
      return { title, why: t('pair.too-many') }
    default:
      return { title, why: refusalText(failed.refused) }
  }
}

/** Makes the keys and shows them to the server, then goes on to the number to compare. */
export function PairScreen({ secret }: { secret: PairingSecret }) {
  const [failed, fail] = useState<Exclude<Begun, { ok: true }>>()
  useEffect(() => {
    let seen = true
    const begin = async () => {
      const begun = await beginPairing(secret)
      await loadAccounts()
      if (!seen) return
      if (begun.ok) replaceScreen({ name: 'compare', pairing: begun.pairing })
      else fail(begun)
    }
    void begin()
    return () => {
      seen = false
    }
  }, [secret])
  if (failed) return <PairingFailed {...failureText(failed)} />
  return (
    <Frame>
      <Waiting>{t('pair.preparing')}</Waiting>
    </Frame>
  )
}
