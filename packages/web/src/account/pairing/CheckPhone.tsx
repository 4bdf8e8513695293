import type { PairingView } from '@sparekey/protocol/account'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'

interface CheckPhoneProps {
  phone: NonNullable<PairingView['phone']>
  busy: boolean
  onAnswer: (mine: boolean) => void
}

/** The phone that scanned the code, with the number that must stand on it too (TD-2). */
export function CheckPhone({ phone, busy, onAnswer }: CheckPhoneProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const number = phone.checkNumber
  return (
    <section class="panel stack check-phone">
      <h2 ref={heading} tabIndex={-1}>
        {t('pairing.check-title')}
      </h2>
      <p>
        <b>{phone.name}</b> <span class="quiet">{phone.system}</span>
      </p>
      <div class="stack close">
        <p class="quiet">{t('pairing.check-number')}</p>
        <p class="check-number">
          <span class="unseen">{number.split('').join(' ')}</span>
          <span aria-hidden="true">
            <span>{number.slice(0, 3)}</span> <span>{number.slice(3)}</span>
          </span>
        </p>
      </div>
      <p>{t('pairing.check-text')}</p>
      <div class="row">
        <Button busy={busy} onClick={() => onAnswer(true)}>
          {t('pairing.mine')}
        </Button>
        <Button kind="bad" busy={busy} onClick={() => onAnswer(false)}>
          {t('pairing.not-mine')}
        </Button>
      </div>
    </section>
  )
}
