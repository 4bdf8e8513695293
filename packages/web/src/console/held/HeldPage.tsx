import type { HeldAccounts } from '@sparekey/protocol/held'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { useNews } from '../live.ts'
import { HeldThings } from './HeldThings.tsx'

/** `/console/held`: what “This wasn't me” made unusable, of everybody for whom the reader answers (AU-4). Live. */
export function HeldPage() {
  const held = useLoaded(consoleApi.heldAccounts)
  const [said, setSaid] = useState('')
  useNews(held.reload)
  const done = (text: string) => {
    setSaid(text)
    void held.reload()
  }
  return (
    <Page title={t('held.title')} lead={t('held.lead')}>
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      <Ready of={held}>{(view) => <Accounts view={view} onDone={done} />}</Ready>
    </Page>
  )
}

function Accounts({ view, onDone }: { view: HeldAccounts; onDone: (said: string) => void }) {
  if (view.accounts.length === 0) {
    return (
      <div class="stack close">
        <p>
          <b>{t('held.none')}</b>
        </p>
        <p class="quiet">{t('held.none-text')}</p>
      </div>
    )
  }
  return (
    <>
      <Note>
        <p>{t('held.before')}</p>
      </Note>
      {view.accounts.map((one) => (
        <Section key={one.account.id} title={`${one.account.name} · ${one.account.login}`}>
          <HeldThings account={one} onDone={onDone} />
        </Section>
      ))}
    </>
  )
}
