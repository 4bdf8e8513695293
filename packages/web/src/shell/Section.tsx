import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface SectionProps {
  title: ComponentChildren
  /** Stands beside the heading, such as a tag. */
  end?: ComponentChildren
  id?: string
  children: ComponentChildren
}

/** A part of a page, set apart by space and a line, and named by its heading. */
export function Section({ title, end, id, children }: SectionProps) {
  const heading = useId()
  return (
    <section class="section stack" aria-labelledby={heading} id={id}>
      <div class="row">
        <h2 id={heading}>{title}</h2>
        {end}
      </div>
      {children}
    </section>
  )
}
