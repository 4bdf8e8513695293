import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { Frame, type NavItem } from '../shell/Frame.tsx'
import { matchRoute, type RoutePattern } from '../shell/match-route.ts'
import { NoSuchPage } from '../shell/NoSuchPage.tsx'
import { usePlace } from '../shell/router.ts'
import { useSession } from '../shell/session.ts'
import { Denied } from './Denied.tsx'
import { GroupsPage } from './groups/GroupsPage.tsx'
import { OverviewPage } from './overview/OverviewPage.tsx'
import { InvitePage } from './people/InvitePage.tsx'
import { PeoplePage } from './people/PeoplePage.tsx'
import { PersonPage } from './person/PersonPage.tsx'

type Show = (params: Record<string, string>) => ComponentChildren

const routes: [RoutePattern, Show][] = [
  ['/console', () => <OverviewPage />],
  ['/console/people', () => <PeoplePage />],
  ['/console/people/:id', ({ id = '' }) => <PersonPage id={id} />],
  ['/console/invite', () => <InvitePage />],
  ['/console/groups', () => <GroupsPage />],
]

/** The console's pages in their frame; for administrators in a confirmed session only. */
export function ConsolePages() {
  const { session } = useSession()
  const { path } = usePlace()
  if (session.account.role !== 'admin' || session.access !== 'full') {
    return (
      <Frame home="/account" items={[]}>
        <Denied />
      </Frame>
    )
  }
  const found = matchRoute(routes, path)
  return (
    <Frame home="/console" items={navigation(path)} wide>
      {found ? <Page key={path} show={found.target} params={found.params} /> : <NoSuchPage home="/console" />}
    </Frame>
  )
}

const Page = ({ show, params }: { show: Show; params: Record<string, string> }) => <>{show(params)}</>

function navigation(path: string): NavItem[] {
  const people = path.startsWith('/console/people') || path.startsWith('/console/invite')
  return [
    { href: '/console', text: t('console.overview'), here: path === '/console' || path === '/console/' },
    { href: '/console/people', text: t('console.people'), here: people },
    { href: '/console/groups', text: t('console.groups'), here: path.startsWith('/console/groups') },
  ]
}
