import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from '../api/request.ts'
import type { ConfirmProps } from './panel-props.ts'

interface TypedAnswer extends Pick<ConfirmProps, 'onView' | 'reload'> {
  send: (typed: string) => Promise<Answer<SignInView>>
  /** Said where nothing was typed. */
  missing: string
  /** What is wrong, and what to do. */
  wrongText: (refusal: RefusalBody) => string
  onTaken?: (() => void) | undefined
}

/** Sends what was typed into one field; tells what is wrong with it, beside the field. */
export function useTypedAnswer({ send, missing, wrongText, onView, reload, onTaken }: TypedAnswer) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const submit = async (): Promise<void> => {
    const typed = input.current?.value.trim() ?? ''
    if (!typed) return setWrong(missing)
    setBusy(true)
    const answer = await send(typed)
    setBusy(false)
    if (answer.ok) {
      onTaken?.()
      return onView(answer.value)
    }
    setWrong(wrongText(answer.refusal))
    // The count of wrong answers has changed, and with it perhaps the wait.
    await reload()
  }
  useEffect(() => {
    if (!wrong) return
    input.current?.focus()
    input.current?.select()
  }, [wrong])
  const clear = useCallback(() => setWrong(undefined), [])
  return { input, busy, wrong, submit, clear }
}
