import type { SecurityView } from '@sparekey/protocol/account'
import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { KitShown } from './KitShown.tsx'
import { TestKit } from './TestKit.tsx'

type Kit = NonNullable<SecurityView['breakGlass']>

/** The break-glass kit of the installation, for administrators: when it was made and tested, "Make a new kit", "Test the kit" (RR-11). */
export function KitSection({ kit, mayAct, reload }: { kit: Kit; mayAct: boolean; reload: () => Promise<void> }) {
  const [doing, setDoing] = useState<'ask' | 'test'>()
  const [shown, setShown] = useState<string>()
  const [tested, setTested] = useState(false)
  const making = useAct()
  const make = async () => {
    setDoing(undefined)
    const made = await making.run(account.makeKit, t('about.make-kit'))
    if (!made) return
    setTested(false)
    setShown(made.value.kit)
  }
  const over = () => {
    setShown(undefined)
    void reload()
  }
  return (
    <Section title={t('kit.title')} id="break-glass">
      {shown === undefined && <p class="quiet">{t('kit.what')}</p>}
      <div role="status">{tested && <Note kind="good">{t('kit.tested-now')}</Note>}</div>
      {shown === undefined && <KitTimes kit={kit} />}
      {shown !== undefined && <KitShown kit={shown} busy={false} onSaved={over} />}
      {mayAct && shown === undefined && doing !== 'test' && (
        <div class="row">
          <Button kind="plain" busy={making.busy} onClick={() => (kit.madeAt === undefined ? void make() : setDoing('ask'))}>
            {t(kit.madeAt === undefined ? 'kit.make' : 'kit.make-new')}
          </Button>
          {kit.madeAt !== undefined && (
            <Button kind="link" onClick={() => setDoing('test')}>
              {t('kit.test')}
            </Button>
          )}
        </div>
      )}
      {doing === 'test' && (
        <TestKit
          onCancel={() => setDoing(undefined)}
          onTested={() => {
            setDoing(undefined)
            setTested(true)
            void reload()
          }}
        />
      )}
      <ErrorNote error={making.error} />
      <AskOnce
        open={doing === 'ask'}
        title={t('kit.make-title')}
        text={t('kit.make-text')}
        yes={t('kit.make-new')}
        onYes={() => void make()}
        onClose={() => setDoing(undefined)}
      />
    </Section>
  )
}

function KitTimes({ kit }: { kit: Kit }) {
  if (kit.madeAt === undefined) return <Note kind="warn">{t('kit.none')}</Note>
  return (
    <p>
      {rich('kit.made', { when: <Time at={kit.madeAt} /> })}{' '}
      {kit.testedAt === undefined ? t('kit.never-tested') : rich('kit.tested', { when: <Time at={kit.testedAt} /> })}
    </p>
  )
}
