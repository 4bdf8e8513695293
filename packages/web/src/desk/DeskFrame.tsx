import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { Brand } from '../ui/Brand.tsx'

/** The desk's head and the way between its two pages. */
export function DeskFrame({ title, intro, here, children }: { title: string; intro: string; here: string; children: ComponentChildren }) {
  const link = (to: string, text: string) => (
    <a href={to} aria-current={here === to ? 'page' : undefined}>
      {text}
    </a>
  )
  return (
    <div class="desk">
      <header class="row spread">
        <Brand name="Sparekey" />
        <nav class="row">
          {link('/dev', t('desk.title'))}
          {link('/dev/outbox', t('desk.outbox'))}
        </nav>
      </header>
      <main class="stack far">
        <div class="stack close">
          <h1>{title}</h1>
          <p class="quiet">{intro}</p>
        </div>
        {children}
      </main>
    </div>
  )
}
