import type { ComponentChildren } from 'preact'

/** Something to know, set apart from the page. Colour never says it alone: the first words do. */
export function Note({ kind, children }: { kind?: 'warn' | 'bad' | 'good' | undefined; children: ComponentChildren }) {
  return <div class={`note stack${kind ? ` ${kind}` : ''}`}>{children}</div>
}
