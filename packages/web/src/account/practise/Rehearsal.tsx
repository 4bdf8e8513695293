import type { PracticeView } from '@sparekey/protocol/readiness'
import { useState } from 'preact/hooks'
import { readyApi } from '../../api/readiness.ts'
import { t } from '../../messages/messages.ts'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { CannotPart } from './CannotPart.tsx'
import { CodesPart } from './CodesPart.tsx'
import type { Ended } from './Done.tsx'
import { Frame } from './Frame.tsx'
import type { PartProps } from './part-props.ts'
import { SecretPart } from './SecretPart.tsx'
import { resumeAt, type Stage, stagesOf } from './stages.ts'
import { VerificationPart } from './VerificationPart.tsx'

interface RehearsalProps {
  view: PracticeView
  onView: (view: PracticeView) => void
  /** It was finished. */
  onEnded: (ended: Ended) => void
}

/** The rehearsal under way: one part after the other, in its frame. */
export function Rehearsal({ view, onView, onEnded }: RehearsalProps) {
  const { reload } = useSession()
  const [stage, setStage] = useState<Stage>(() => resumeAt(view))
  const finishing = useAct()
  const stages = stagesOf(view)
  const part: PartProps = {
    view,
    onView,
    onNext: () => setStage(stages[stages.indexOf(stage) + 1] ?? 'secret'),
  }
  const finish = async () => {
    const ended = await finishing.run(readyApi.finish)
    if (!ended) return
    const codes = view.codeResult === 'right'
    onEnded({ worked: codes || view.verificationResult === 'right', codes, codesAllowed: view.codesAllowed })
    void reload()
  }
  return (
    <Frame>
      <Steps stages={stages} stage={stage} />
      {stage === 'codes' && <CodesPart {...part} />}
      {stage === 'verification' && <VerificationPart {...part} />}
      {stage === 'cannot' && <CannotPart {...part} />}
      {stage === 'secret' && <SecretPart busy={finishing.busy} onFinish={() => void finish()} />}
      <ErrorNote error={finishing.error} />
    </Frame>
  )
}

function Steps({ stages, stage }: { stages: Stage[]; stage: Stage }) {
  const now = stages.indexOf(stage)
  return (
    <ol class="progress" aria-label={t('practise.steps')}>
      {stages.map((one, place) => (
        <li key={one} class={place < now ? 'done' : place === now ? 'now' : undefined} aria-current={place === now ? 'step' : undefined}>
          <span>
            {t(`practise.step-${one}`)}
            {place < now && <span class="unseen"> ({t('practise.step-done')})</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
