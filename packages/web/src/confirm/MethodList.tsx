import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { ArrowIcon, HelpIcon, PaperIcon } from '../ui/icons.tsx'
import type { PanelProps } from './Confirm.tsx'
import { otherMethods, type TypedMethod } from './panel.ts'

function Way({ icon, name, when, onClick }: { icon: ComponentChildren; name: string; when: string; onClick: () => void }) {
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

/** When to use a method, in one line. */
const whenOf: Record<TypedMethod, (left: number | undefined) => string> = {
  'recovery-code': (left) => (left === undefined ? t('methods.recovery-code-plain') : t('methods.recovery-code-when', { count: left })),
}
const iconOf: Record<TypedMethod, ComponentChildren> = { 'recovery-code': <PaperIcon /> }

/** What this account can use now, each with when to use it, and always "Cannot confirm login" (SI-8). */
export function MethodList({ view, choose }: PanelProps) {
  return (
    <ul class="ways">
      {otherMethods(view).map(({ kind, left }) => (
        <Way key={kind} icon={iconOf[kind]} name={t(`methods.${kind}`)} when={whenOf[kind](left)} onClick={() => choose(kind)} />
      ))}
      <Way icon={<HelpIcon />} name={t('methods.cannot')} when={t('methods.cannot-when')} onClick={() => choose('cannot')} />
    </ul>
  )
}
