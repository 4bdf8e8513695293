import type { HeldThing } from '@sparekey/protocol/held'
import { t } from '../messages/messages.ts'

/** What a held thing is called: “Phone Pixel 9”, “Recovery codes”. */
export const heldName = ({ kind, name }: Pick<HeldThing, 'kind' | 'name'>): string =>
  kind === 'codes' ? t('held.codes') : t(`held.${kind}`, { name })
