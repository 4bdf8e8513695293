import type { Approved, CaseView } from '@sparekey/protocol/cases'
import { rich, t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Countdown } from '../../ui/Countdown.tsx'
import { Time } from '../../ui/Time.tsx'

interface AccessCodeProps {
  code: string
  outcome: Approved
  kind: CaseView['kind']
  onGiven: () => void
}

/** The access code, shown once and kept nowhere (RR-8): large enough to read aloud across a desk. */
export function AccessCode({ code, outcome, kind, onGiven }: AccessCodeProps) {
  return (
    <div class="stack">
      <p class="quiet">{t('outcome.code')}</p>
      <p class="access-code digits">{code}</p>
      <p>
        <b>{t('outcome.code-once')}</b> {t('outcome.code-warn')}
      </p>
      <p>{t(kind === 'password' ? 'outcome.code-use-password' : 'outcome.code-use')}</p>
      <p class="quiet small">
        {outcome.startsAt !== undefined && rich('outcome.code-from', { when: <Time exact at={outcome.startsAt} /> })}{' '}
        {outcome.codeExpiresAt !== undefined && rich('outcome.code-ends', { time: <Countdown until={outcome.codeExpiresAt} /> })}
      </p>
      <p class="row">
        <Button onClick={onGiven}>{t('outcome.code-given')}</Button>
        <CopyButton text={code} />
      </p>
    </div>
  )
}
