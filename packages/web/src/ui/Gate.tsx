import type { ComponentChildren } from 'preact'
import { Brand } from './Brand.tsx'

interface GateProps {
  siteName: string | undefined
  footer?: ComponentChildren
  children: ComponentChildren
}

/** The frame of pages outside a session: one narrow column a little above the middle. */
export function Gate({ siteName, footer, children }: GateProps) {
  return (
    <div class="gate">
      <header>
        <Brand name={siteName} />
      </header>
      <main class="stack">{children}</main>
      <footer class="quiet small">{footer}</footer>
    </div>
  )
}
