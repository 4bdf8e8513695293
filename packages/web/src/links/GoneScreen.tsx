import type { LinkPurpose } from '@sparekey/protocol/account'
import { t } from '../messages/messages.ts'
import { StepHeading } from '../ui/StepHeading.tsx'

/** The link was used, has expired or was replaced: what that means for its purpose, and the next step. */
export function GoneScreen({ purpose }: { purpose: LinkPurpose | 'broken' }) {
  return (
    <>
      <div class="stack close">
        <StepHeading title={t('link.gone')}>{t('link.gone')}</StepHeading>
        <p class="quiet">{t(`link.gone-${purpose}`)}</p>
      </div>
      {purpose !== 'first-start' && (
        <p>
          <a href="/login">{t('link.to-login')}</a>
        </p>
      )}
    </>
  )
}
