import { t } from '../../messages/messages.ts'
import { pageHref } from './paging.ts'

/** Previous and next page of the list. */
export function Paging({
  of,
  page,
  pages,
  search,
}: {
  /** The path of the list. */ of: string
  page: number
  pages: number
  search: string
}) {
  return (
    <nav class="row" aria-label={t('people.pages')}>
      {page > 1 && (
        <a class="button plain" rel="prev" href={pageHref(of, page - 1, search)}>
          {t('people.previous')}
        </a>
      )}
      {page < pages && (
        <a class="button plain" rel="next" href={pageHref(of, page + 1, search)}>
          {t('people.next')}
        </a>
      )}
    </nav>
  )
}
