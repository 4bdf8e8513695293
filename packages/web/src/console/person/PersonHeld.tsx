import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { Ready } from '../../shell/Ready.tsx'
import { Section } from '../../shell/Section.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Note } from '../../ui/Note.tsx'
import { HeldThings } from '../held/HeldThings.tsx'
import { useNews } from '../live.ts'

/** What “This wasn't me” holds of this person (AU-4); nothing where nothing is held. */
export function PersonHeld({ id }: { id: string }) {
  const held = useLoaded(() => consoleApi.held(id), id)
  const [said, setSaid] = useState('')
  useNews(held.reload)
  const done = (text: string) => {
    setSaid(text)
    void held.reload()
  }
  return (
    <>
      <div role="status">{said && <Note kind="good">{said}</Note>}</div>
      <Ready of={held}>
        {(view) =>
          view.things.length > 0 && (
            <Section title={t('held.title')} id="held">
              <p class="quiet">{t('held.before')}</p>
              <HeldThings account={view} onDone={done} />
            </Section>
          )
        }
      </Ready>
    </>
  )
}
