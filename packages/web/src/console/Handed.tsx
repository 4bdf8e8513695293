import type { HandedLink } from '@sparekey/protocol/console'
import { rich, t } from '../messages/messages.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Field } from '../ui/Field.tsx'
import { Time } from '../ui/Time.tsx'

/** A link made for a person, to be handed over. It is not kept anywhere it could be read again. */
export function Handed({ link }: { link: HandedLink }) {
  return (
    <div class="stack">
      <p>{t(link.mailed ? 'link.text-mailed' : 'link.text')}</p>
      <Field label={t('link.label')} name="link" readOnly value={link.link} onFocus={(event) => event.currentTarget.select()} />
      <p>
        <CopyButton kind="primary" label={t('link.copy')} text={link.link} />
      </p>
      <p class="quiet small">
        {rich('link.until', { when: <Time at={link.expiresAt} exact /> })} {t('link.once')}
      </p>
    </div>
  )
}
