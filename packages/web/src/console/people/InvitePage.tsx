import type { HandedLink } from '@sparekey/protocol/console'
import { useState } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Button } from '../../ui/Button.tsx'
import { Handed } from '../Handed.tsx'
import { InviteForm } from './InviteForm.tsx'

interface Invited {
  name: string
  link: HandedLink
}

/** `/console/invite`: a new account, and the link that leads its person in (EN-4). */
export function InvitePage() {
  const [invited, setInvited] = useState<Invited>()
  if (invited) {
    return (
      <Page key="done" focus title={t('invite.done', { name: invited.name })}>
        <section class="panel narrow-panel">
          <Handed link={invited.link} />
        </section>
        <p class="row">
          <Button kind="plain" onClick={() => setInvited(undefined)}>
            {t('invite.another')}
          </Button>
          <a href={`/console/people/${invited.link.id}`}>{t('invite.to-person', { name: invited.name })}</a>
        </p>
      </Page>
    )
  }
  return (
    <Page key="form" title={t('invite.title')} lead={t('invite.lead')}>
      <InviteForm onInvited={(name, link) => setInvited({ name, link })} />
    </Page>
  )
}
