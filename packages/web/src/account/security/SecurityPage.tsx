import type { NewCodes } from '@sparekey/protocol/account'
import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useSession } from '../../shell/session.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { AccessNote } from '../AccessNote.tsx'
import { KitSection } from '../break-glass/KitSection.tsx'
import { StillYours } from '../StillYours.tsx'
import { AddressesSection } from './AddressesSection.tsx'
import { CodesSection } from './CodesSection.tsx'
import { DevicesSection } from './DevicesSection.tsx'
import { HeldSection } from './HeldSection.tsx'
import { NewCodesPage } from './NewCodesPage.tsx'
import { NumberSection } from './NumberSection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import type { SecurityPart } from './security-part.ts'
import { TwoFactorSection } from './TwoFactorSection.tsx'
import { TypedMethodsNote } from './TypedMethodsNote.tsx'

/** `/account/security`: everything that protects the account, and the acts that change it. */
export function SecurityPage() {
  const here = useSession()
  const security = useLoaded(account.security)
  const [newCodes, setNewCodes] = useState<NewCodes>()
  const [codesSaved, setCodesSaved] = useState<boolean>()
  const reload = async () => {
    await Promise.all([security.reload(), here.reload()])
  }

  if (newCodes) {
    const over = (saved: boolean) => {
      setNewCodes(undefined)
      setCodesSaved(saved)
      void reload()
    }
    return <NewCodesPage made={newCodes} onSaved={() => over(true)} onLeave={() => over(false)} />
  }
  return (
    <Page title={t('security.title')}>
      <AccessNote />
      <StillYours />
      <Ready of={security}>
        {(view) => {
          const part: SecurityPart = { view, mayAct: here.session.access === 'full', reload }
          return (
            <>
              <HeldSection />
              <TypedMethodsNote {...part} />
              <TwoFactorSection {...part} />
              <DevicesSection {...part} />
              <NumberSection {...part} />
              <CodesSection {...part} saved={codesSaved} onCreated={setNewCodes} />
              <PasswordSection {...part} />
              <AddressesSection {...part} />
              {view.breakGlass && <KitSection kit={view.breakGlass} mayAct={part.mayAct} reload={reload} />}
            </>
          )
        }}
      </Ready>
    </Page>
  )
}
