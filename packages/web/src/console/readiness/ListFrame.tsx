import type { ComponentChildren } from 'preact'
import { t } from '../../messages/messages.ts'

interface ListFrameProps {
  view: { total: number; page: number; pages: number }
  /** Said where the list is empty without a search. */
  nobody: string
  search: string
  href: string
  /** What stands below the count. */
  lead?: string
  children: ComponentChildren
  paging: ComponentChildren
}

/** What both lists say alike: how many there are, which page it is, and that nobody is found. */
export function ListFrame({ view, nobody, search, href, lead, children, paging }: ListFrameProps) {
  if (view.total === 0) {
    return search === '' ? (
      <p role="status">{nobody}</p>
    ) : (
      <div class="stack close">
        <p role="status">{t('readiness.nobody-found', { search })}</p>
        <p>
          <a href={href}>{t('readiness.show-all')}</a>
        </p>
      </div>
    )
  }
  return (
    <div class="stack">
      {lead && <p>{lead}</p>}
      <p class="quiet small" role="status">
        {t('risk.count', { count: view.total })}
        {view.pages > 1 && ` · ${t('readiness.page', { page: view.page, pages: view.pages })}`}
      </p>
      {children}
      {paging}
    </div>
  )
}
