import type { ComponentChildren } from 'preact'
import { t } from '../../messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'

interface TaskProps {
  done: boolean
  title: string
  text: string
  children: ComponentChildren
}

/** One of the first steps: whether it is done, what it is for, and how to begin. */
export function Task({ done, title, text, children }: TaskProps) {
  return (
    <li class={done ? 'task done' : 'task'}>
      <div class="stack close">
        <div class="row">
          <h3>{title}</h3>
          <span role="status">{done ? <Tag kind="good">{t('overview.done')}</Tag> : <Tag>{t('overview.open')}</Tag>}</span>
        </div>
        <p class="quiet">{text}</p>
        <div class="task-do">{children}</div>
      </div>
    </li>
  )
}
