import type { SignInView } from '@sparekey/protocol/sign-in'
import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { HelpIcon, MessageIcon, PaperIcon, PhoneCodeIcon } from '../ui/icons.tsx'
import { otherMethods, type TypedMethod } from './panel.ts'
import type { PanelProps } from './panel-props.ts'
import { Way } from './Way.tsx'

type Offer = NonNullable<SignInView['methods']>[number]

/** When to use a method, in one line. */
const whenOf: Record<TypedMethod, (offer: Offer) => string> = {
  sms: ({ hint }) => (hint === undefined ? t('methods.sms-plain') : t('methods.sms-when', { digits: hint })),
  'recovery-code': ({ left }) => (left === undefined ? t('methods.recovery-code-plain') : t('methods.recovery-code-when', { count: left })),
  'verification-code': () => t('methods.verification-code-when'),
}
const iconOf: Record<TypedMethod, ComponentChildren> = {
  sms: <MessageIcon />,
  'recovery-code': <PaperIcon />,
  'verification-code': <PhoneCodeIcon />,
}

/** What this account can use now, each with when to use it, and always "Cannot confirm login" (SI-8). */
export function MethodList({ view, choose }: PanelProps) {
  return (
    <ul class="ways">
      {otherMethods(view).map((offer) => (
        <Way
          key={offer.kind}
          icon={iconOf[offer.kind]}
          name={t(`methods.${offer.kind}`)}
          when={whenOf[offer.kind](offer)}
          onClick={() => choose(offer.kind)}
        />
      ))}
      <Way icon={<HelpIcon />} name={t('methods.cannot')} when={t('methods.cannot-when')} onClick={() => choose('cannot')} />
    </ul>
  )
}
