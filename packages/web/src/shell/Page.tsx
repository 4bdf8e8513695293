import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { takeFocusOnce } from './router.ts'
import { useSession } from './session.ts'

interface PageProps {
  title: string
  /** One quiet line below the heading. */
  lead?: ComponentChildren
  /** Tags beside the heading. */
  tags?: ComponentChildren
  /** Stands at the end of the heading's line: the one thing to do. */
  end?: ComponentChildren
  /** Takes the place of what was on the same page, so that its heading takes the focus. */
  focus?: boolean
  children: ComponentChildren
}

/** One page inside the frame: names the document, and takes the focus to its heading when it was moved to. */
export function Page({ title, lead, tags, end, focus, children }: PageProps) {
  const { session } = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = t('shell.title', { page: title, site: session.siteName })
  }, [title, session.siteName])
  useLayoutEffect(() => {
    if (takeFocusOnce() || focus) heading.current?.focus({ preventScroll: true })
    // What it takes the place of may have been read to its end.
    if (focus) window.scrollTo(0, 0)
  }, [focus])
  return (
    <>
      <header class="page-head">
        <div class="stack">
          <div class="row">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {tags}
          </div>
          {lead && <p class="quiet">{lead}</p>}
        </div>
        {end}
      </header>
      {children}
    </>
  )
}
