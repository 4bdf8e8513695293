import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { account } from '../api/account.ts'
import { useConfirmation } from '../confirm/use-confirmation.tsx'
import { ConfirmingContext } from './confirming.ts'
import { Ready } from './Ready.tsx'
import { SessionContext } from './session.ts'
import { useLoaded } from './use-loaded.ts'

/** The root of the pages inside a session: finds out whose it is, and holds the dialog of fresh confirmations. */
export function SignedIn({ children }: { children: ComponentChildren }) {
  const read = useLoaded(account.session)
  const { withConfirmation, confirmation } = useConfirmation()
  const session = read.value
  const here = useMemo(() => session && { session, reload: read.reload }, [session, read.reload])
  if (!here) {
    return (
      <main class="page">
        <Ready of={read}>{() => null}</Ready>
      </main>
    )
  }
  return (
    <SessionContext.Provider value={here}>
      <ConfirmingContext.Provider value={withConfirmation}>
        {children}
        {confirmation}
      </ConfirmingContext.Provider>
    </SessionContext.Provider>
  )
}
