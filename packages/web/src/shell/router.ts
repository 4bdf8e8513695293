import { useEffect, useState } from 'preact/hooks'

/** Where the browser is, as far as these pages care. */
export interface Place {
  path: string
  query: URLSearchParams
}

const listeners = new Set<() => void>()
let movedSinceFocus = false

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) })
const changed = () => {
  for (const listener of listeners) listener()
}

/** Shows another page of this entry; its heading gets the focus. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', to)
  else history.replaceState(null, '', to)
  movedSinceFocus = true
  if (how === 'push') scrollTo(0, 0)
  changed()
}

/** Changes the query of the page that is shown, without a step in the history and without moving the focus. */
export function setQuery(values: Record<string, string | undefined>): void {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  const text = query.toString()
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''))
  changed()
}

/** True once after each change of page: the heading that asks takes the focus. On the first load the browser's own start is right. */
export function takeFocusOnce(): boolean {
  const moved = movedSinceFocus
  movedSinceFocus = false
  return moved
}

/** The place, kept up to date. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const listener = () => setPlace(here())
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
  return place
}

/** Lets plain links move within the entry: those whose path begins with `root`, clicked without a modifier. */
export function startRouter(root: string): void {
  addEventListener('popstate', () => {
    movedSinceFocus = true
    changed()
  })
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.pathname !== root && !link.pathname.startsWith(`${root}/`)) return
    if (link.hash && link.pathname === location.pathname) return
    event.preventDefault()
    if (link.href !== location.href) go(link.pathname + link.search + link.hash)
  })
}
