import { useEffect, useReducer } from 'preact/hooks'
import { useWatchedView } from '../confirm/use-watched-view.ts'
import { Gate } from '../ui/Gate.tsx'
import { Footer } from './Footer.tsx'
import { ScreenOf } from './ScreenOf.tsx'
import { after, atFirst, screenOf } from './state.ts'

/** The sign-in page. `state.ts` says what is shown; here it is kept and drawn. */
export function SignInPage() {
  const watched = useWatchedView()
  const { view, lost, reload } = watched
  const [here, happen] = useReducer(after, atFirst)

  useEffect(() => {
    void reload()
    // Coming back by "Back", the browser shows the page as it was left: the truth may have moved on.
    const returned = (event: PageTransitionEvent): void => {
      if (event.persisted) void reload()
    }
    addEventListener('pageshow', returned)
    return () => removeEventListener('pageshow', returned)
  }, [reload])

  const screen = screenOf(view, lost, here)
  return (
    <Gate siteName={view?.siteName} footer={<Footer screen={screen} watched={watched} happen={happen} />}>
      <ScreenOf screen={screen} watched={watched} happen={happen} />
    </Gate>
  )
}
