import type { PracticeView } from '@sparekey/protocol/readiness'
import { readyApi } from '../../api/readiness.ts'
import { rich, t } from '../../messages/messages.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import { Frame } from './Frame.tsx'

interface IntroProps {
  view: PracticeView
  /** One was under way here, and its time is over. */
  over: boolean
  onBegun: (view: PracticeView) => void
}

/** What is going to happen, and "Begin", which asks for a fresh confirmation. */
export function Intro({ view, over, onBegun }: IntroProps) {
  const beginning = useAct()
  const begin = async () => {
    const begun = await beginning.run(readyApi.begin, t('practise.about'))
    if (begun) onBegun(begun.value)
  }
  return (
    <Frame>
      <div class="stack">
        {over && <Note kind="warn">{t('practise.over')}</Note>}
        <p>{t('practise.intro')}</p>
        <ul class="plain-list stack close">
          {view.codesAllowed && <li>{t('practise.intro-codes')}</li>}
          {view.verification && <li>{t('practise.intro-verification')}</li>}
          <li>{t('practise.intro-cannot')}</li>
          <li>{t('practise.intro-secret')}</li>
        </ul>
        <p class="quiet">{t('practise.why-confirm')}</p>
        <p class="row">
          <Button busy={beginning.busy} onClick={() => void begin()}>
            {t(view.practisedAt === undefined ? 'practise.begin' : 'practise.begin-again')}
          </Button>
          {view.practisedAt !== undefined && <span class="quiet">{rich('ready.practised', { when: <Time at={view.practisedAt} /> })}</span>}
        </p>
        <ErrorNote error={beginning.error} />
      </div>
    </Frame>
  )
}
