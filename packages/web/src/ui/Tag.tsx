import type { ComponentChildren } from 'preact'

/** One or two words on the state of what stands before it. */
export function Tag({ kind, children }: { kind?: 'warn' | 'bad' | 'good' | undefined; children: ComponentChildren }) {
  return <span class={`tag${kind ? ` ${kind}` : ''}`}>{children}</span>
}
