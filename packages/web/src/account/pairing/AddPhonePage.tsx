import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { NoSuchPage } from '../../shell/NoSuchPage.tsx'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { go } from '../../shell/router.ts'
import { useSession } from '../../shell/session.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { leaveWord } from '../../shell/word.ts'
import { Pairing } from './Pairing.tsx'

const back = '/account/security'
const done = (say: (name: string) => string) => (name: string) => {
  leaveWord(back, say(name))
  go(back)
}
const added = done((name) => t('devices.added', { name }))
const changed = done((name) => t('devices.changed', { name }))

/** `/account/security/add`: one more phone. */
export function AddPhonePage() {
  const { session } = useSession()
  return (
    <Page title={t('pairing.add-title')}>
      <Pairing about={t('about.add-device')} localhost={session.localhost} onPaired={added} onCancel={() => go(back)} />
    </Page>
  )
}

/** `/account/security/change/:id`: a new phone in place of this one (TD-4). */
export function ChangePhonePage({ id }: { id: string }) {
  const { session } = useSession()
  const security = useLoaded(account.security)
  return (
    <Ready of={security}>
      {(view) => {
        const device = view.devices.find((one) => one.id === id)
        if (!device) return <NoSuchPage home={back} />
        return (
          <Page title={t('pairing.change-title', { name: device.name })} lead={t('pairing.change-text')}>
            <Pairing
              replaces={id}
              about={t('about.change-device', { name: device.name })}
              localhost={session.localhost}
              onPaired={changed}
              onCancel={() => go(back)}
            />
          </Page>
        )
      }}
    </Ready>
  )
}
