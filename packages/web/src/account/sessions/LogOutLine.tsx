import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import type { Act } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Tag } from '../../ui/Tag.tsx'

interface LogOutLineProps {
  /** Browser and system. */
  name: string
  /** It is the one that shows this page. */
  current: boolean
  tags?: ComponentChildren
  act: Act
  onLogOut: () => void
  /** Since when, until when, from where. */
  children: ComponentChildren
}

/** One thing that is logged in or let in, with "Log out" (AU-2). */
export function LogOutLine({ name, current, tags, act, onLogOut, children }: LogOutLineProps) {
  const id = useId()
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p class="row">
          <b id={id}>{name}</b>
          {current && <Tag kind="good">{t('sessions.this')}</Tag>}
          {tags}
        </p>
        <p class="quiet small">{children}</p>
        <ErrorNote error={act.error} />
      </div>
      <div class="line-acts">
        <Button kind="link" aria-describedby={id} busy={act.busy} onClick={onLogOut}>
          {t('shell.log-out')}
        </Button>
      </div>
    </li>
  )
}
