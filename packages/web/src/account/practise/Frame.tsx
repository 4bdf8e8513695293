import type { ComponentChildren } from 'preact'
import { t } from '../../messages/messages.ts'

/** What is inside is a rehearsal, and nothing in it counts: nobody may take it for the real thing, or the real thing for it. */
export function Frame({ children }: { children: ComponentChildren }) {
  return (
    <section class="rehearsal" aria-label={t('practise.frame')}>
      <header>
        <p>
          <b>{t('practise.frame')}</b>
        </p>
        <p>{t('practise.frame-text')}</p>
      </header>
      <div class="rehearsal-stage stack far">{children}</div>
    </section>
  )
}
