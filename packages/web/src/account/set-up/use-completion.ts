import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { useSession } from '../../shell/session.ts'
import { type Act, useAct } from '../../shell/use-act.ts'

interface Completion {
  /** The person is done with the last step; with the codes that they saved, if there are any. */
  ready: (set?: string) => void
  /** The break-glass kit comes before the end; then {@link Completion.complete} goes on. */
  kit: boolean
  complete: () => void
  busy: boolean
  /** It is complete, and the browser is on its way to the login. */
  leaving: boolean
  error: Act['error']
}

/** The end of the set-up: this session is over then, and the new phone confirms a sign-in (TD-1, SI-12).
 * @param reload reads where the set-up stands, after a refusal: the rules may have changed meanwhile */
export function useCompletion(reload: () => Promise<void>): Completion {
  const { session } = useSession()
  const [waiting, setWaiting] = useState<{ set: string | undefined }>()
  const [leaving, setLeaving] = useState(false)
  const completing = useAct()
  const complete = async (set: string | undefined) => {
    const completed = await completing.run(() => account.completeSetUp(set))
    if (!completed) return await reload()
    setLeaving(true)
    location.assign(completed.value.to)
  }
  return {
    ready: (set) => {
      // Only an administrator's first set-up comes with the break-glass kit; nobody else is asked to wait for it.
      if (session.access === 'set-up' && session.account.role === 'admin') setWaiting({ set })
      else void complete(set)
    },
    kit: waiting !== undefined,
    complete: () => void complete(waiting?.set),
    busy: completing.busy || leaving,
    leaving,
    error: completing.error,
  }
}
