import { useState } from 'preact/hooks'
import { Way } from '../../confirm/Way.tsx'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { HelpIcon, PaperIcon, PhoneCodeIcon } from '../../ui/icons.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import type { PartProps } from './part-props.ts'

/** Made up, and no caller code: real ones never hold a vowel. */
const example = 'EXA MPL'

/** Where to press when nothing is left: the login page's own list, to be pressed here without a login. */
export function CannotPart({ onNext }: PartProps) {
  const [pressed, setPressed] = useState<'wrong' | 'cannot' | 'sent'>()
  if (pressed === 'cannot' || pressed === 'sent')
    return <Request sent={pressed === 'sent'} onSent={() => setPressed('sent')} onNext={onNext} />
  const wrong = () => setPressed('wrong')
  return (
    <>
      <div class="stack close">
        <StepHeading level={2}>{t('practise.cannot-title')}</StepHeading>
        <p>{t('practise.cannot-do')}</p>
      </div>
      <section class="mock-up stack" aria-label={t('practise.cannot-list')}>
        <h3>{t('methods.title')}</h3>
        <ul class="ways">
          <Way icon={<PaperIcon />} name={t('methods.recovery-code')} when={t('methods.recovery-code-plain')} onClick={wrong} />
          <Way icon={<PhoneCodeIcon />} name={t('methods.verification-code')} when={t('methods.verification-code-when')} onClick={wrong} />
          <Way icon={<HelpIcon />} name={t('methods.cannot')} when={t('methods.cannot-when')} onClick={() => setPressed('cannot')} />
        </ul>
      </section>
      <p role="status">{pressed === 'wrong' && t('practise.cannot-wrong')}</p>
    </>
  )
}

function Request({ sent, onSent, onNext }: { sent: boolean; onSent: () => void; onNext: () => void }) {
  return (
    <>
      <StepHeading level={2} key={String(sent)}>
        {sent ? t('practise.sent-title') : t('cannot.title')}
      </StepHeading>
      <p>{t(sent ? 'practise.sent-do' : 'practise.request-do')}</p>
      <section class="mock-up stack" aria-label={t('practise.cannot-list')}>
        {sent ? (
          <p class="typed-code">
            <span class="unseen">{t('practise.sent-label')}: </span>
            {example}
          </p>
        ) : (
          <div>
            <Button onClick={onSent}>{t('request.send')}</Button>
          </div>
        )}
      </section>
      {sent && <p>{t('practise.sent-later')}</p>}
      {sent && (
        <div>
          <Button onClick={onNext}>{t('common.continue')}</Button>
        </div>
      )}
    </>
  )
}
