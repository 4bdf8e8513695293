import type { PhoneMe } from '@sparekey/protocol/phone'
import { useCallback, useEffect } from 'preact/hooks'
import { logOutDevice } from '../api/phone-act.ts'
import { t } from '../messages/messages.ts'
import { refreshNotifications } from '../notifications/notifications.ts'
import { goHome, replaceScreen } from '../state/navigation.ts'
import { chooseAccount, loadAccounts } from '../state/phone.ts'
import type { ScannedPhone } from '../state/screen.ts'
import { dropPairing } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { PairingFailed } from './PairingFailed.tsx'
import { dropOlderPairings, finishPairing } from './pair.ts'
import { usePairingProgress } from './use-pairing-progress.ts'

/** The number that the computer must show too, until somebody says there that this is their phone (TD-2). */
export function CompareScreen({ pairing }: { pairing: ScannedPhone }) {
  const finish = useCallback(
    async (me: PhoneMe) => {
      const account = await finishPairing(pairing, me)
      await loadAccounts()
      await chooseAccount(pairing.device)
      replaceScreen({ name: 'paired', device: pairing.device })
      await dropOlderPairings(account)
      await loadAccounts()
      await refreshNotifications()
    },
    [pairing],
  )
  const progress = usePairingProgress(pairing, finish)
  const ended = progress === 'ended'
  useEffect(() => {
    if (ended) void dropPairing(pairing.pairing).then(loadAccounts)
  }, [ended, pairing])
  if (ended) return <PairingFailed title={t('pair.failed')} why={t('pair.over')} />

  const stop = async () => {
    // Told to the server so that the computer knows at once; if it is not reached, the pairing runs out there.
    void logOutDevice(pairing)
    await dropPairing(pairing.pairing)
    await loadAccounts()
    goHome()
  }
  return (
    <Frame
      brand={pairing.siteName}
      actions={
        <Button kind="plain" onClick={() => void stop()}>
          {t('pair.stop')}
        </Button>
      }
    >
      <Heading>{t('pair.compare')}</Heading>
      <p class="number" role="img" aria-label={[...pairing.checkNumber].join(' ')}>
        {pairing.checkNumber.slice(0, 3)} {pairing.checkNumber.slice(3)}
      </p>
      <p>{t('pair.compare-how')}</p>
      <Waiting late={false}>{t('pair.waiting')}</Waiting>
    </Frame>
  )
}
