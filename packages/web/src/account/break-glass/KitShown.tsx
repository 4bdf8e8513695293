import { createPortal } from 'preact'
import { t } from '../../messages/messages.ts'
import { useSession } from '../../shell/session.ts'
import { Brand } from '../../ui/Brand.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { today } from '../../ui/codes-as-text.ts'
import { Facts } from '../../ui/Facts.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import '../../ui/recovery-codes.css'

interface KitShownProps {
  kit: string
  busy: boolean
  onSaved: () => void
}

/** The break-glass kit, shown this once (RR-11): what it is for, where it belongs, and a sheet to print. */
export function KitShown({ kit, busy, onSaved }: KitShownProps) {
  const { session } = useSession()
  return (
    <section class="stack narrow">
      <StepHeading level={2}>{t('kit.shown')}</StepHeading>
      <p>{t('kit.what')}</p>
      <p class="kit" role="img" aria-label={t('kit.read', { kit: kit.split('').join(' ') })}>
        {kit.split('-').map((part, i) => (
          // The parts of one text, in their order: the same part may stand twice.
          <span key={`${i}${part}`}>{part}</span>
        ))}
      </p>
      <div class="row">
        <Button kind="plain" onClick={() => print()}>
          {t('codes.print')}
        </Button>
        <CopyButton kind="plain" text={kit} />
      </div>
      <p class="quiet small">{t('kit.keep')}</p>
      <Button wide busy={busy} onClick={onSaved}>
        {t('kit.saved')}
      </Button>
      {createPortal(<KitSheet kit={kit} siteName={session.siteName} />, document.body)}
    </section>
  )
}

/** The page that "Print" prints; on the screen it is not there. */
function KitSheet({ kit, siteName }: { kit: string; siteName: string }) {
  return (
    <section class="sheet" aria-hidden="true">
      <Brand name={siteName} />
      <h1>{t('kit.sheet-title')}</h1>
      <p>{t('codes.sheet-site', { site: siteName, date: today() })}</p>
      <p class="kit">{kit}</p>
      <Facts facts={[[t('codes.sheet-where'), `${location.origin}/login`]]} />
      <h2>{t('codes.sheet-how')}</h2>
      <ol>
        <li>{t('kit.sheet-how-1')}</li>
        <li>{t('kit.sheet-how-2')}</li>
        <li>{t('kit.sheet-how-3')}</li>
      </ol>
      <p>{t('kit.sheet-secret')}</p>
    </section>
  )
}
