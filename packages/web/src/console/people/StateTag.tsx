import type { Person } from '@sparekey/protocol/console'
import { t } from '../../messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'

const kinds = { invited: 'warn', active: 'good', disabled: 'bad' } as const

/** Whether an account is invited, active or disabled. */
export const StateTag = ({ state }: { state: Person['state'] }) => <Tag kind={kinds[state]}>{t(`state.${state}`)}</Tag>
