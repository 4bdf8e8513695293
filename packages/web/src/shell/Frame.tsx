import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { Brand } from '../ui/Brand.tsx'
import { ProfileMenu } from './ProfileMenu.tsx'
import { useSession } from './session.ts'

export interface NavItem {
  href: string
  text: string
  /** This page, or one below it, is shown. */
  here: boolean
  /** How many wait there, with the words for who does not see the badge; none at 0. */
  badge?: { count: number; said: string }
}

/** The frame of the pages inside a session: the house's name, a slim rail, the profile picture, the page. */
export function Frame({ home, items, wide, children }: { home: string; items: NavItem[]; wide?: boolean; children: ComponentChildren }) {
  const { session } = useSession()
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header class="rail">
        <a href={home}>
          <Brand name={session.siteName} />
        </a>
        <ProfileMenu />
        {items.length > 0 && (
          <nav class="rail-nav" aria-label={t('shell.nav')}>
            {items.map((item) => (
              <a key={item.href} href={item.href} aria-current={item.here ? 'page' : undefined}>
                {item.text}
                {item.badge && item.badge.count > 0 && (
                  <>
                    <span class="tag warn badge" aria-hidden="true">
                      {item.badge.count}
                    </span>
                    <span class="unseen">{item.badge.said}</span>
                  </>
                )}
              </a>
            ))}
          </nav>
        )}
      </header>
      <main id="main" tabIndex={-1} class={wide ? 'page wide' : 'page'}>
        {children}
      </main>
    </div>
  )
}
