import type { ComponentChildren } from 'preact'
import { t } from '../messages/messages.ts'
import { Frame, type NavItem } from '../shell/Frame.tsx'
import { matchRoute, type RoutePattern } from '../shell/match-route.ts'
import { NoSuchPage } from '../shell/NoSuchPage.tsx'
import { usePlace } from '../shell/router.ts'
import { useSession } from '../shell/session.ts'
import { CasePage } from './case/CasePage.tsx'
import { Denied } from './Denied.tsx'
import { GroupsPage } from './groups/GroupsPage.tsx'
import { HeldPage } from './held/HeldPage.tsx'
import { useConsoleNews, useNews } from './live.ts'
import { OverviewPage } from './overview/OverviewPage.tsx'
import { InvitePage } from './people/InvitePage.tsx'
import { PeoplePage } from './people/PeoplePage.tsx'
import { PersonPage } from './person/PersonPage.tsx'
import { EditPage } from './policy/EditPage.tsx'
import { PolicyPage } from './policy/PolicyPage.tsx'
import { ReadinessPage } from './readiness/ReadinessPage.tsx'
import { RecordPage } from './record/RecordPage.tsx'
import { RequestsPage } from './requests/RequestsPage.tsx'

type Show = (params: Record<string, string>) => ComponentChildren

/** For all who answer recovery requests. */
const answering: [RoutePattern, Show][] = [
  ['/console/held', () => <HeldPage />],
  ['/console/requests', () => <RequestsPage />],
  ['/console/requests/:id', ({ id = '' }) => <CasePage id={id} />],
]

const administering: [RoutePattern, Show][] = [
  ['/console', () => <OverviewPage />],
  ['/console/people', () => <PeoplePage />],
  ['/console/people/:id', ({ id = '' }) => <PersonPage id={id} />],
  ['/console/invite', () => <InvitePage />],
  ['/console/groups', () => <GroupsPage />],
  ['/console/policy', () => <PolicyPage />],
  ['/console/policy/:scope', ({ scope = '' }) => <EditPage scope={scope} />],
  ['/console/record', () => <RecordPage />],
  ['/console/readiness', () => <ReadinessPage list="risk" />],
  ['/console/without-two-factor', () => <ReadinessPage list="without" />],
]

/** The console's pages in their frame: for administrators, and its requests for approvers, in a confirmed session only. */
export function ConsolePages() {
  const { session } = useSession()
  if (session.account.role === 'member' || session.access !== 'full') {
    return (
      <Frame home="/account" items={[]}>
        <Denied />
      </Frame>
    )
  }
  return <Console admin={session.account.role === 'admin'} />
}

function Console({ admin }: { admin: boolean }) {
  const { session, reload } = useSession()
  useConsoleNews()
  useNews(reload)
  const { path } = usePlace()
  const open = session.openCases ?? 0
  // An approver has no overview here: the requests are their start.
  const shown = !admin && /^\/console\/?$/.test(path) ? '/console/requests' : path
  const found = matchRoute(admin ? [...administering, ...answering] : answering, shown)
  return (
    <Frame home={admin ? '/console' : '/console/requests'} items={navigation(shown, admin, open)} wide>
      <p class="unseen" role="status">
        {open > 0 && t('requests.news', { count: open })}
      </p>
      {found ? <Page key={shown} show={found.target} params={found.params} /> : <NoSuchPage home="/console" />}
    </Frame>
  )
}

const Page = ({ show, params }: { show: Show; params: Record<string, string> }) => <>{show(params)}</>

function navigation(path: string, admin: boolean, open: number): NavItem[] {
  const requests: NavItem = {
    href: '/console/requests',
    text: t('console.requests'),
    here: path.startsWith('/console/requests'),
    badge: { count: open, said: t('requests.badge', { count: open }) },
  }
  const held: NavItem = { href: '/console/held', text: t('held.title'), here: path.startsWith('/console/held') }
  if (!admin) return [requests, held]
  const readiness = ['/console/readiness', '/console/without-two-factor'].some((one) => path.startsWith(one))
  const people = ['/console/people', '/console/invite'].some((one) => path.startsWith(one))
  return [
    { href: '/console', text: t('console.overview'), here: path === '/console' || path === '/console/' },
    { href: '/console/people', text: t('console.people'), here: people },
    requests,
    held,
    { href: '/console/readiness', text: t('console.readiness'), here: readiness },
    { href: '/console/groups', text: t('console.groups'), here: path.startsWith('/console/groups') },
    { href: '/console/policy', text: t('console.policy'), here: path.startsWith('/console/policy') },
    { href: '/console/record', text: t('console.record'), here: path.startsWith('/console/record') },
  ]
}
