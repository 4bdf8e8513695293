import { Fragment } from 'preact'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { AccountsScreen } from './accounts/AccountsScreen.tsx'
import { LoggedOutNote } from './accounts/LoggedOutNote.tsx'
import { serverNow } from './api/server-clock.ts'
import { HomeScreen } from './home/HomeScreen.tsx'
import { InstallFirst } from './launch/InstallFirst.tsx'
import { NoticesScreen } from './notices/NoticesScreen.tsx'
import { NotificationsScreen } from './notifications/NotificationsScreen.tsx'
import { CompareScreen } from './pairing/CompareScreen.tsx'
import { LinkScreen } from './pairing/LinkScreen.tsx'
import { PairedScreen } from './pairing/PairedScreen.tsx'
import { PairScreen } from './pairing/PairScreen.tsx'
import { SetUpScreen } from './pairing/SetUpScreen.tsx'
import { TypeCodeScreen } from './pairing/TypeCodeScreen.tsx'
import { AnsweredScreen } from './prompts/AnsweredScreen.tsx'
import { DenyScreen } from './prompts/DenyScreen.tsx'
import { OverView } from './prompts/OverView.tsx'
import { PromptScreen } from './prompts/PromptScreen.tsx'
import { WaitingBanner } from './prompts/WaitingBanner.tsx'
import { waitingPrompts } from './prompts/waiting.ts'
import { givesWay, promptOn } from './prompts/where-shown.ts'
import { ScanScreen } from './scan/ScanScreen.tsx'
import { replaceScreen, screens } from './state/navigation.ts'
import { useObservable } from './state/observable.ts'
import { type PhoneState, phone } from './state/phone.ts'
import type { Screen } from './state/screen.ts'
import { VerificationCodeScreen } from './verification-code/VerificationCodeScreen.tsx'

function show(screen: Screen, state: PhoneState) {
  switch (screen.name) {
    case 'home':
      return state.accounts.length > 0 ? <HomeScreen /> : <SetUpScreen first />
    case 'set-up':
      return <SetUpScreen first={false} />
    case 'scan':
      return <ScanScreen prompt={screen.prompt} />
    case 'type-code':
      return <TypeCodeScreen />
    case 'link':
      return <LinkScreen secret={screen.secret} />
    case 'pair':
      return <PairScreen secret={screen.secret} />
    case 'compare':
      return <CompareScreen pairing={screen.pairing} />
    case 'paired':
      return <PairedScreen device={screen.device} />
    case 'prompt':
      return <PromptScreen key={screen.open.prompt.id} open={screen.open} />
    case 'deny':
      return <DenyScreen open={screen.open} confirmed={screen.confirmed} />
    case 'answered':
      return <AnsweredScreen state={screen.state} open={screen.open} confirmed={screen.confirmed} />
    case 'over':
      return <OverView why={screen.why} />
    case 'open-installed':
      return <InstallFirst prompt />
    case 'accounts':
      return <AccountsScreen />
    case 'verification-code':
      return <VerificationCodeScreen device={screen.device} />
    case 'notices':
      return <NoticesScreen />
    case 'notifications':
      return <NotificationsScreen />
  }
}

/** Prompts that were on the screen: whoever went back from one is not thrown into it again. */
const shown = new Set<string>()

/** Where one prompt waits and nothing else is being read or done, it is on the screen by itself. Several are chosen from. */
function useOpeningPrompts(screen: Screen, state: PhoneState): void {
  useEffect(() => {
    const seen = promptOn(screen)
    if (seen) shown.add(seen)
    const [only, ...others] = waitingPrompts(state, serverNow())
    if (only && others.length === 0 && givesWay(screen) && !shown.has(only.prompt.id)) replaceScreen({ name: 'prompt', open: only })
  }, [screen, state])
}

export function App() {
  const stack = useObservable(screens)
  const state = useObservable(phone)
  const screen = stack.at(-1) ?? { name: 'home' }
  useOpeningPrompts(screen, state)
  useLayoutEffect(() => scrollTo(0, 0), [screen])
  if (!state.loaded) return null
  return (
    <>
      <WaitingBanner screen={screen} state={state} />
      <Fragment key={`${stack.length} ${screen.name}`}>{show(screen, state)}</Fragment>
      <LoggedOutNote />
    </>
  )
}
