import type { SessionView } from '@sparekey/protocol/account'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export interface SessionHere {
  session: SessionView
  /** Reads it again, after something that changes what it says (codes left, name). */
  reload: () => Promise<void>
}

export const SessionContext = createContext<SessionHere | undefined>(undefined)

/** Who is signed in here. Only inside pages, which are shown once it is known. */
export function useSession(): SessionHere {
  const here = useContext(SessionContext)
  if (!here) throw new Error('a page outside of its session')
  return here
}
