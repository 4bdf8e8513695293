import type { ComponentChildren } from 'preact'
import type { Answer } from '../../api/request.ts'
import { t } from '../../messages/messages.ts'
import { Ready } from '../../shell/Ready.tsx'
import { usePlace } from '../../shell/router.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Paging } from '../people/Paging.tsx'
import { pageOf } from '../people/paging.ts'

interface Listed {
  total: number
  page: number
  pages: number
}

interface ListFrameProps<T extends Listed> {
  read: (search: string, page: number) => Promise<Answer<T>>
  /** Said where the list is empty without a search. */
  nobody: string
  search: string
  href: string
  /** What stands above the count. */
  lead?: string
  children: (view: T, reload: () => Promise<void>) => ComponentChildren
}

/** One page of a list, with what both lists say alike: how many there are, which page it is, and that nobody is found. */
export function ListFrame<T extends Listed>({ read, nobody, search, href, lead, children }: ListFrameProps<T>) {
  const page = pageOf(usePlace().query.get('page'))
  const found = useLoaded(() => read(search, page), `${page} ${search}`)
  return (
    <Ready of={found}>
      {(view) =>
        view.total === 0 ? (
          <Empty nobody={nobody} search={search} href={href} />
        ) : (
          <div class="stack">
            {lead && <p>{lead}</p>}
            <p class="quiet small" role="status">
              {t('risk.count', { count: view.total })}
              {view.pages > 1 && ` · ${t('readiness.page', { page: view.page, pages: view.pages })}`}
            </p>
            {children(view, found.reload)}
            {view.pages > 1 && <Paging of={href} page={view.page} pages={view.pages} search={search} />}
          </div>
        )
      }
    </Ready>
  )
}

function Empty({ nobody, search, href }: { nobody: string; search: string; href: string }) {
  if (search === '') return <p role="status">{nobody}</p>
  return (
    <div class="stack close">
      <p role="status">{t('readiness.nobody-found', { search })}</p>
      <p>
        <a href={href}>{t('readiness.show-all')}</a>
      </p>
    </div>
  )
}
