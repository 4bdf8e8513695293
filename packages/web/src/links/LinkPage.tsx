import type { LinkView } from '@sparekey/protocol/account'
import type { RefusalBody } from '@sparekey/protocol/errors'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { linksApi } from '../api/links.ts'
import { t } from '../messages/messages.ts'
import { Gate } from '../ui/Gate.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { GoneScreen } from './GoneScreen.tsx'
import { LinkScreen } from './LinkScreen.tsx'
import { type Link, takeLink } from './link-token.ts'
import { UnreadScreen } from './UnreadScreen.tsx'

/** A link says what it would do; a button does it. Opening it does nothing (AU-4). */
export function LinkPage({ opened }: { opened: Link | undefined }) {
  const [link, setLink] = useState(opened)
  const [view, setView] = useState<LinkView>()
  const [refused, setRefused] = useState<RefusalBody>()

  const look = useCallback(async () => {
    setRefused(undefined)
    if (!link) return
    const answer = await linksApi.look(link.purpose, link.token)
    if (answer.ok) setView(answer.value)
    else setRefused(answer.refusal)
  }, [link])

  useEffect(() => {
    void look()
  }, [look])
  useEffect(() => {
    // A second link opened in the same tab changes only the fragment, and loads nothing by itself.
    const changed = (): void => {
      if (!location.hash) return
      setView(undefined)
      setLink(takeLink())
    }
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])

  return (
    <Gate siteName={view?.siteName}>
      {!link && <GoneScreen purpose="broken" />}
      {link && refused?.code === 'link_over' && <GoneScreen purpose={link.purpose} />}
      {link && refused && refused.code !== 'link_over' && <UnreadScreen refusal={refused} again={look} />}
      {link && view && <LinkScreen key={link.token} link={link} view={view} onGone={setRefused} />}
      {link && !view && !refused && <Waiting text={t('link.looking')} />}
    </Gate>
  )
}
