import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import { ForwardIcon } from '../ui/icons.tsx'
import { Row, Rows } from '../ui/Row.tsx'

/** The way back to a pairing that waits for the computer. */
export function PairingUnderWay() {
  const { pairing } = useObservable(phone)
  if (!pairing) return null
  return (
    <Rows>
      <li>
        <Row onClick={() => openScreen({ name: 'compare', pairing })} hint={pairing.siteName} end={<ForwardIcon />}>
          {t('pair.under-way')}
        </Row>
      </li>
    </Rows>
  )
}
