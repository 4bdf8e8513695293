import type { Way } from '@sparekey/protocol/readiness'
import type { ComponentChildren } from 'preact'
import { type Key, rich, t } from '../../messages/messages.ts'
import { HelpIcon, KeyholeIcon, MessageIcon, PaperIcon, PhoneIcon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'

const iconOf: Record<Way['kind'], ComponentChildren> = {
  'other-phone': <PhoneIcon />,
  'recovery-code': <PaperIcon />,
  sms: <MessageIcon />,
  approver: <HelpIcon />,
  kit: <KeyholeIcon />,
}

/** Where each gap is closed. What only an administrator can change leads nowhere. */
const leadsTo = {
  'create-codes': '/account/security#codes',
  'add-phone': '/account/security/add',
  'add-number': '/account/security#number',
  'allow-typed': '/account/security',
  kit: '/account/security#break-glass',
} as const

/** The sentence of a way. Its key comes from the server; one that this page does not know shows its key. */
function sentence({ kind, why, params }: Way): ComponentChildren {
  const { at, ...rest } = params
  const given = { ...rest, ...(at === undefined ? {} : { when: <Time at={Number(at)} /> }) }
  return rich(`ready.${kind}.${why}` as Key & 'ready.sms.waits', given as { digits: string; when: ComponentChildren })
}

/** One way in without the phone: whether it works, how long it takes, and what closes the gap. */
export function WayLine({ way }: { way: Way }) {
  return (
    <li class="line">
      {iconOf[way.kind]}
      <div class="stack close">
        <p class="row">
          <b>{t(`ready.${way.kind}`)}</b>
          {way.works ? <Tag kind="good">{t('ready.works')}</Tag> : <Tag>{t('ready.works-not')}</Tag>}
        </p>
        <p>
          {sentence(way)} {way.takes && <span class="quiet">{t(`ready.takes-${way.takes}`)}</span>}
        </p>
        {way.because && way.because.length > 0 && (
          <div class="small">
            <p>{t('ready.because')}</p>
            <ul class="plain-list">
              {way.because.map((reason) => (
                <li key={reason}>{t(`ready.because-${reason}`)}</li>
              ))}
            </ul>
          </div>
        )}
        {way.todo && (
          <p>
            {way.todo === 'ask-administrator' ? (
              t('ready.do-ask-administrator')
            ) : (
              <a href={leadsTo[way.todo]}>{t(`ready.do-${way.todo}`)}</a>
            )}
          </p>
        )}
      </div>
    </li>
  )
}
