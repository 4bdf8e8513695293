import type { RefusalBody } from '@sparekey/protocol/errors'
import { useState } from 'preact/hooks'
import { linksApi } from '../api/links.ts'
import type { LinkScreenProps } from './link-screen-props.ts'
import { dropLink } from './link-token.ts'

/** A link that only wants to be pressed. `done` is where to go on afterwards. */
export function usePress(purpose: Parameters<typeof linksApi.use>[0], { link, onGone }: LinkScreenProps) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const [done, setDone] = useState<string>()
  const press = async (): Promise<void> => {
    setBusy(true)
    setRefused(undefined)
    const answer = await linksApi.use(purpose, link.token)
    setBusy(false)
    if (answer.ok) {
      dropLink()
      setDone(answer.value.to)
    } else if (answer.refusal.code === 'link_over') onGone(answer.refusal)
    else setRefused(answer.refusal)
  }
  return { busy, refused, done, press }
}
