import type { HeldAccount, HeldThing } from '@sparekey/protocol/held'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { isKey, t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { HeldLine } from '../../shell/HeldLine.tsx'
import { heldName } from '../../shell/held-words.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { RefuseHeld } from './RefuseHeld.tsx'

interface HeldThingsProps {
  account: HeldAccount
  onDone: (said: string) => void
}

/** Everything of one account that is held, each with “Allow again” for who may (AU-4). */
export function HeldThings({ account, onDone }: HeldThingsProps) {
  return (
    <ul class="lines" aria-label={t('held.title')}>
      {account.things.map((thing) => (
        <HeldToDecide key={thing.id} thing={thing} name={account.account.name} onDone={onDone} />
      ))}
    </ul>
  )
}

/** Why this person does not decide on it. */
function whyText({ whyNot, approvals, state }: HeldThing): string | undefined {
  const key = `held.why-${whyNot}`
  if (whyNot && isKey(key)) return t(key as 'held.why-own-account')
  // Where one yes takes effect after a wait, the line above says until when: nobody else has to agree.
  return approvals.length > 0 && state === 'needs-second' ? t('held.why-said') : undefined
}

function HeldToDecide({ thing, name, onDone }: { thing: HeldThing; name: string; onDone: (said: string) => void }) {
  const [asking, setAsking] = useState<'allow' | 'refuse'>()
  const allowing = useAct()
  const words = { thing: heldName(thing), name }
  const why = thing.mayAllow ? undefined : whyText(thing)
  const allow = async () => {
    setAsking(undefined)
    const allowed = await allowing.run(() => consoleApi.allowHeld(thing.id), t('held.allow-about', words))
    if (allowed) onDone(t(`held.said-${allowed.value.state}`))
  }
  const notes = (
    <>
      {why && <p class="quiet small">{why}</p>}
      <ErrorNote error={allowing.error} />
    </>
  )
  return (
    <HeldLine thing={thing} notes={notes}>
      {thing.mayAllow && (
        <Button kind="plain" busy={allowing.busy} onClick={() => setAsking('allow')}>
          {t('held.allow')}
        </Button>
      )}
      {thing.mayRefuse && (
        <Button kind="link" onClick={() => setAsking('refuse')}>
          {t('held.refuse')}
        </Button>
      )}
      <AskOnce
        open={asking === 'allow'}
        title={t('held.allow-title', words)}
        text={t('held.allow-text')}
        yes={t('held.allow')}
        onYes={() => void allow()}
        onClose={() => setAsking(undefined)}
      />
      <RefuseHeld
        open={asking === 'refuse'}
        thing={thing}
        name={name}
        onRefused={() => onDone(t('held.said-refused'))}
        onClose={() => setAsking(undefined)}
      />
    </HeldLine>
  )
}
