import type { Role } from '@sparekey/protocol/common'
import { useId } from 'preact/hooks'
import { t } from '../messages/messages.ts'

const roles: Role[] = ['member', 'approver', 'admin']

/** One of the three roles, each with what it may do. */
export function ChooseRole({ role, onChoose }: { role: Role; onChoose: (role: Role) => void }) {
  const name = useId()
  return (
    <fieldset class="choices">
      <legend>{t('invite.role')}</legend>
      {roles.map((one) => (
        <label key={one}>
          <input type="radio" name={name} value={one} checked={one === role} onChange={() => onChoose(one)} />
          <span>
            {t(`role.${one}`)}
            <span class="hint">{t(`invite.${one}-text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
