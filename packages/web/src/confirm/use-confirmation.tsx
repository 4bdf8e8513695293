import type { RefusalBody } from '@sparekey/protocol/errors'
import type { ComponentChild, ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import type { Answer } from '../api/request.ts'
import { actOf } from './act-of.ts'
import { FreshConfirmation } from './FreshConfirmation.tsx'

interface Asked {
  refusal: RefusalBody
  about: ComponentChildren
  settle: (confirmed: boolean) => void
}

export interface Confirmation {
  /** Calls an act. Where the service wants a fresh confirmation of it, asks for one and calls again.
   * Undefined if the person gave up. `about` says what it is about, such as the name of a phone. */
  withConfirmation: <T>(call: () => Promise<Answer<T>>, about?: ComponentChildren) => Promise<Answer<T> | undefined>
  /** The dialog; put it anywhere in the page. */
  confirmation: ComponentChild
}

/** Acts that may need a fresh confirmation (DESIGN §2), with the dialog that asks for it. */
export function useConfirmation(): Confirmation {
  const [asked, setAsked] = useState<Asked>()

  const withConfirmation = useCallback<Confirmation['withConfirmation']>(async (call, about) => {
    const answer = await call()
    if (answer.ok || answer.refusal.code !== 'confirmation_needed' || !actOf(answer.refusal)) return answer
    const { refusal } = answer
    const confirmed = await new Promise<boolean>((settle) => setAsked({ refusal, about, settle }))
    setAsked(undefined)
    return confirmed ? call() : undefined
  }, [])

  const act = asked && actOf(asked.refusal)
  const confirmation = asked && act && (
    <FreshConfirmation {...act} about={asked.about} onDone={() => asked.settle(true)} onCancel={() => asked.settle(false)} />
  )
  return { withConfirmation, confirmation }
}
