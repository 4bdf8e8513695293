import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import { accountName } from '../state/phone.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Row, Rows } from '../ui/Row.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { LogOutSheet } from './LogOutSheet.tsx'
import { RenameSheet } from './RenameSheet.tsx'

/** "More": what can be done with one account on this phone. */
export function AccountSheet({ account, onClose }: { account: StoredAccount; onClose: () => void }) {
  const [act, choose] = useState<'rename' | 'log-out'>()
  if (act === 'rename') return <RenameSheet account={account} onClose={onClose} />
  if (act === 'log-out') return <LogOutSheet account={account} onClose={onClose} />
  const showCode = () => {
    onClose()
    openScreen({ name: 'verification-code', device: account.device })
  }
  return (
    <Sheet title={accountName(account)} onClose={onClose}>
      <Rows>
        <li>
          <Row onClick={showCode}>{t('accounts.code')}</Row>
        </li>
        <li>
          <Row onClick={() => choose('rename')}>{t('accounts.rename')}</Row>
        </li>
        <li>
          <Row bad onClick={() => choose('log-out')}>
            {t('accounts.log-out')}
          </Row>
        </li>
      </Rows>
    </Sheet>
  )
}
