import type { ComponentChildren } from 'preact'
import { ArrowIcon } from '../ui/icons.tsx'

/** A line that leads to another page; the whole line is the target. */
export function WayTo({ href, name, hint, end }: { href: string; name: string; hint: string; end?: ComponentChildren }) {
  return (
    <li>
      <a class="way way-to" href={href}>
        <span>
          <span class="row">
            <b>{name}</b>
            {end}
          </span>
          <span class="hint">{hint}</span>
        </span>
        <ArrowIcon />
      </a>
    </li>
  )
}
