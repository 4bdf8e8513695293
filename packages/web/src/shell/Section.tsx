import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

interface SectionProps {
  title: ComponentChildren
  /** Stands beside the heading, such as a tag. */
  end?: ComponentChildren
  /** What an address names it by, after `#`. */
  id?: string
  children: ComponentChildren
}

/** A part of a page, set apart by space and a line, and named by its heading. */
export function Section({ title, end, id, children }: SectionProps) {
  const heading = useId()
  const section = useRef<HTMLElement>(null)
  // The section comes after its page was loaded, too late for the browser's own jump.
  useEffect(() => {
    if (id && location.hash === `#${id}`) section.current?.scrollIntoView()
  }, [id])
  return (
    <section ref={section} class="section stack" aria-labelledby={heading} id={id}>
      <div class="row">
        <h2 id={heading}>{title}</h2>
        {end}
      </div>
      {children}
    </section>
  )
}
