import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { goBack } from '../state/navigation.ts'
import { useFocusOnArrival } from './focus.ts'
import { BackIcon, KeyIcon } from './icons.tsx'

interface FrameProps {
  /** Shown beside the key mark where there is nothing to go back to. */
  brand?: string
  /** Names the site on the right, or holds a button there. */
  corner?: ComponentChildren
  back?: boolean
  /** Reads from the top, as lists do; otherwise what there is to read stands in the middle. */
  list?: boolean
  /** Where "Back" leads, if not to the screen below. */
  onBack?: () => void
  children: ComponentChildren
  /** What is pressed, at the thumb. */
  actions?: ComponentChildren
}

/** Every screen: where one is on top, what it is about in the middle, what to press below. */
export function Frame({ brand, corner, back, list = false, onBack = goBack, children, actions }: FrameProps) {
  return (
    <div class="app">
      <header class="top">
        {back ? (
          <button type="button" class="icon-button" aria-label={t('app.back')} onClick={onBack}>
            <BackIcon />
          </button>
        ) : (
          <span class="brand">
            <KeyIcon />
            <span>{brand ?? t('app.name')}</span>
          </span>
        )}
        {corner}
      </header>
      <main class={list ? 'middle list' : 'middle'}>{children}</main>
      {actions && <footer class="actions">{actions}</footer>}
    </div>
  )
}

interface HeadingProps {
  children: ComponentChildren
  /** For the window's title, where the heading is more than its text. */
  title?: string
  /** Leave the focus to a field of the screen. */
  quiet?: boolean
}

/** The screen's heading: gets the focus when the screen appears, and names the window. */
export function Heading({ children, title, quiet = false }: HeadingProps) {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const name = title ?? (typeof children === 'string' ? children : t('app.name'))
  useEffect(() => {
    document.title = name
  }, [name])
  return (
    <h1 ref={quiet ? null : heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
