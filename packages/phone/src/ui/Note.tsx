import type { ComponentChildren } from 'preact'

interface NoteProps {
  kind?: 'warn' | 'bad' | 'good'
  title?: string
  children?: ComponentChildren
}

/** Something to know, set apart. The words say what it means; the colour only agrees. */
export const Note = ({ kind, title, children }: NoteProps) => (
  <div class={`note ${kind ?? ''}`}>
    {title && <p class="strong">{title}</p>}
    {children}
  </div>
)
