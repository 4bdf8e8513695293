import { pageSize } from './readiness.store.ts'

/** Which page is shown of how many; one beyond the last is the last one. */
export function pagesOf(total: number, wanted = 1): { page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  return { page: Math.min(wanted, pages), pages }
}
