import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { loadAccounts } from '../state/phone.ts'
import { renameAccount, type StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Sheet } from '../ui/Sheet.tsx'

/** "Rename": another name for the account, on this phone only. */
export function RenameSheet({ account, onClose }: { account: StoredAccount; onClose: () => void }) {
  const [name, setName] = useState(account.label ?? account.name)
  const save = async (event: Event) => {
    event.preventDefault()
    const label = name.trim()
    await renameAccount(account.device, label === account.name ? '' : label)
    await loadAccounts()
    onClose()
  }
  return (
    <Sheet title={t('accounts.rename')} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <Field
          first
          label={t('accounts.rename-label')}
          hint={t('accounts.rename-hint')}
          value={name}
          onValue={setName}
          maxLength={60}
          autocomplete="off"
          name="label"
        />
        <Button type="submit">{t('accounts.save')}</Button>
      </form>
    </Sheet>
  )
}
