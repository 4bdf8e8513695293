import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Frame, type NavItem } from '../shell/Frame.tsx'
import { matchRoute, type RoutePattern } from '../shell/match-route.ts'
import { NoSuchPage } from '../shell/NoSuchPage.tsx'
import { go, usePlace } from '../shell/router.ts'
import { useSession } from '../shell/session.ts'
import { DeadlineBanner } from './DeadlineBanner.tsx'
import { HomePage } from './HomePage.tsx'
import { HistoryPage } from './history/HistoryPage.tsx'
import { AddPhonePage, ChangePhonePage } from './pairing/AddPhonePage.tsx'
import { PractisePage } from './practise/PractisePage.tsx'
import { QuestionsBanner } from './questions/QuestionsBanner.tsx'
import { QuestionsPage } from './questions/QuestionsPage.tsx'
import { ReadyPage } from './ready/ReadyPage.tsx'
import { SecurityPage } from './security/SecurityPage.tsx'
import { SessionsPage } from './sessions/SessionsPage.tsx'
import { SetUpPage } from './set-up/SetUpPage.tsx'
import { SuspensionBanner } from './suspension/SuspensionBanner.tsx'

type Show = (params: Record<string, string>) => ComponentChildren

const setUpPath = '/account/set-up'
const questionsPath = '/account/questions'
const routes: [RoutePattern, Show][] = [
  ['/account', () => <HomePage />],
  ['/account/security', () => <SecurityPage />],
  ['/account/security/add', () => <AddPhonePage />],
  ['/account/security/change/:id', ({ id = '' }) => <ChangePhonePage id={id} />],
  [setUpPath, () => <SetUpPage />],
  [questionsPath, () => <QuestionsPage />],
  ['/account/ready', () => <ReadyPage />],
  ['/account/practise', () => <PractisePage />],
  ['/account/history', () => <HistoryPage />],
  ['/account/sessions', () => <SessionsPage />],
]

/** Pages that lead to the set-up by themselves. */
const asksItself = new Set([setUpPath, '/account/security'])

/** The account's pages in their frame. */
export function AccountPages() {
  const { session } = useSession()
  const { path } = usePlace()
  const found = matchRoute(routes, path)
  // Such a session may do the set-up and nothing else (EN-2).
  const onlySetUp = session.access === 'set-up'
  const astray = onlySetUp && found?.pattern !== setUpPath
  useEffect(() => {
    if (astray) go(setUpPath, 'replace')
  }, [astray])
  return (
    <Frame home="/account" items={onlySetUp ? [] : navigation(path)}>
      <SuspensionBanner setUp={found?.pattern === setUpPath} />
      {!onlySetUp && found?.pattern !== questionsPath && <QuestionsBanner />}
      {!onlySetUp && !asksItself.has(found?.pattern ?? '') && <DeadlineBanner />}
      {!astray && (found ? <Page key={path} show={found.target} params={found.params} /> : <NoSuchPage home="/account" />)}
    </Frame>
  )
}

const Page = ({ show, params }: { show: Show; params: Record<string, string> }) => <>{show(params)}</>

function navigation(path: string): NavItem[] {
  const at = (href: string) => path === href || path.startsWith(`${href}/`)
  return [
    { href: '/account', text: t('shell.account'), here: path === '/account' },
    {
      href: '/account/security',
      text: t('shell.security'),
      here: ['/account/security', '/account/ready', '/account/practise', setUpPath].some(at),
    },
    { href: '/account/history', text: t('shell.history'), here: at('/account/history') },
    { href: '/account/sessions', text: t('shell.sessions'), here: at('/account/sessions') },
  ]
}
