import type { CaseLine } from '@sparekey/protocol/cases'
import { rich, t } from '../../messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { isOpen, stateTag } from './case-words.ts'

/** One case in the list: whose, what for, since when, and how far it is. */
export function CaseRow({ line }: { line: CaseLine }) {
  const open = isOpen(line)
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p class="row">
          <a class="case-link" href={`/console/requests/${line.id}`}>
            {line.account.name}
          </a>
          {line.disputed && <Tag kind="bad">{t('case.disputed')}</Tag>}
          {open && line.requests > 1 && <Tag kind="bad">{t('requests.several', { count: line.requests })}</Tag>}
          {open && line.needs > 1 && <Tag>{t('requests.agreed', { agreed: line.agreed, needs: line.needs })}</Tag>}
        </p>
        <p class="quiet small">
          {line.account.login} · {t(`requests.kind-${line.kind}`)} ·{' '}
          {rich(line.kind === 'request' ? 'requests.asked' : 'requests.began', { when: <Time at={line.openedAt} /> })}
          {open && !line.mayAnswer && ` · ${t('requests.not-yours')}`}
        </p>
      </div>
      <p class="line-end">
        <Tag kind={stateTag[line.state]}>{t(`case-state.${line.state}`)}</Tag>
      </p>
    </li>
  )
}
