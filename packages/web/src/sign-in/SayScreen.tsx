import type { ComponentChildren } from 'preact'
import { StepHeading } from '../ui/StepHeading.tsx'

/** A screen that says one thing, and perhaps has one thing to press. */
export function SayScreen({ title, text, children }: { title: string; text: ComponentChildren; children?: ComponentChildren }) {
  return (
    <>
      <div class="stack close">
        <StepHeading key={title} title={title}>
          {title}
        </StepHeading>
        <p class="quiet">{text}</p>
      </div>
      {children}
    </>
  )
}
