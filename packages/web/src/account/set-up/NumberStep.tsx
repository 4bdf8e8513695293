import type { SetUpView } from '@sparekey/protocol/account'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import { NumberForm } from '../number/NumberForm.tsx'

/** "Enter phone number", which may be skipped (TD-1). Says plainly what SMS is worth (SM-3). */
export function NumberStep({ view, reload }: { view: SetUpView; reload: () => Promise<void> }) {
  const skipping = useAct()
  const skip = async () => {
    if (await skipping.run(account.skipNumber)) await reload()
  }
  return (
    <section class="stack">
      <StepHeading level={2} focus={false}>
        {t('number.enter')}
      </StepHeading>
      <p class="narrow">{t('number.why')}</p>
      <NumberForm
        send={account.sendSetUpNumberCode}
        check={account.checkSetUpNumberCode}
        look={async () => {
          const read = await account.setUp()
          return read.ok ? read.value.numberSent : undefined
        }}
        pending={view.numberSent}
        onDone={() => void reload()}
        leave={{ word: t('number.skip'), busy: skipping.busy, onClick: () => void skip() }}
      />
      <ErrorNote error={skipping.error} />
    </section>
  )
}
