import { useState } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Note } from '../../ui/Note.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'

/** What an administrator asks, and what never to tell anybody: first met as the call that a thief makes. */
export function SecretPart({ busy, onFinish }: { busy: boolean; onFinish: () => void }) {
  const [said, setSaid] = useState<'wrong' | 'right'>()
  return (
    <>
      <div class="stack">
        <StepHeading level={2}>{t('practise.secret-title')}</StepHeading>
        <p>{t('practise.secret-do')}</p>
        <div class="stack close narrow">
          <Button kind="plain" wide onClick={() => setSaid('wrong')}>
            {t('practise.secret-tell')}
          </Button>
          <Button kind="plain" wide onClick={() => setSaid('wrong')}>
            {t('practise.secret-part')}
          </Button>
          <Button kind="plain" wide onClick={() => setSaid('right')}>
            {t('practise.secret-refuse')}
          </Button>
        </div>
      </div>
      <div role="status">
        {said && (
          <Note kind={said === 'right' ? 'good' : 'bad'}>
            <p>{t(`practise.secret-${said}`)}</p>
          </Note>
        )}
      </div>
      {said === 'right' && (
        <>
          <div class="two-columns">
            <List title={t('practise.secret-never')} lines={['never-1', 'never-2', 'never-3']} />
            <List title={t('practise.secret-may')} lines={['may-1', 'may-2', 'may-3']} />
          </div>
          <div>
            <Button busy={busy} onClick={onFinish}>
              {t('practise.finish')}
            </Button>
          </div>
        </>
      )}
    </>
  )
}

type Line = 'never-1' | 'never-2' | 'never-3' | 'may-1' | 'may-2' | 'may-3'

function List({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <div class="stack close">
      <h3>{title}</h3>
      <ul class="plain-list stack close">
        {lines.map((line) => (
          <li key={line}>{t(`practise.secret-${line}`)}</li>
        ))}
      </ul>
    </div>
  )
}
