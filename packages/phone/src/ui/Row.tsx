import type { ComponentChildren } from 'preact'

interface RowProps {
  icon?: ComponentChildren
  hint?: ComponentChildren
  end?: ComponentChildren
  current?: boolean
  bad?: boolean
  onClick: () => void
  children: ComponentChildren
}

/** One line of a list to choose from; all of it is the target. Belongs in a `Rows`. */
export const Row = ({ icon, hint, end, current = false, bad = false, onClick, children }: RowProps) => (
  <button type="button" class={bad ? 'choice bad' : 'choice'} aria-current={current ? 'true' : undefined} onClick={onClick}>
    {icon}
    <span class="what">
      {children}
      {hint && <span class="hint">{hint}</span>}
    </span>
    {end}
  </button>
)

/** A list whose lines are `li` elements. */
export const Rows = ({ children }: { children: ComponentChildren }) => <ul class="rows">{children}</ul>
