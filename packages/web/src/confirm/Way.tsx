import type { ComponentChildren } from 'preact'
import { ArrowIcon } from '../ui/icons.tsx'

/** One line of a list of ways on: its name, and in one line when to take it. The whole line is the target. */
export function Way({ icon, name, when, onClick }: { icon: ComponentChildren; name: string; when: string; onClick: () => void }) {
  return (
    <li>
      <button type="button" class="way" onClick={onClick}>
        {icon}
        <span>
          <b>{name}</b>
          <span class="hint">{when}</span>
        </span>
        <ArrowIcon />
      </button>
    </li>
  )
}
