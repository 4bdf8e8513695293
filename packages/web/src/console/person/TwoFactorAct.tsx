import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { go } from '../../shell/router.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { noRequest } from '../case/picked.ts'
import type { ActProps } from './act-words.ts'
import { OpenRequests } from './OpenRequests.tsx'

/** "Two-factor authentication" (RR-7): "1 day" and "2 days" open a case with the steps of an answer, "Turn on now" ends it. */
export function TwoFactorAct({ view, onDone }: ActProps) {
  const { id, name, openCase, suspension } = view
  const [open, setOpen] = useState(false)
  const act = useAct()
  const switchOff = async (hours: 24 | 48) => {
    const opened = await act.run(() => consoleApi.openTwoFactor(id))
    if (opened) go(`/console/requests/${opened.value.case}?request=${noRequest}&hours=${hours}`)
  }
  const turnOn = async () => {
    setOpen(false)
    if (await act.run(() => consoleApi.turnOn(id), t('act.turn-on-about', { name }))) onDone(t('act.turn-on-done', { name }))
  }
  return (
    <>
      <Button kind="plain" wide busy={act.busy} onClick={() => setOpen(true)}>
        {t('act.two-factor')}
      </Button>
      {!open && <ErrorNote error={act.error} />}
      <Dialog open={open} title={t('act.two-factor')} onClose={() => setOpen(false)}>
        {suspension && (
          <div class="stack close">
            <p>
              <Button busy={act.busy} onClick={() => void turnOn()}>
                {t('act.turn-on')}
              </Button>
            </p>
            <p class="quiet small">{t('act.turn-on-text')}</p>
          </div>
        )}
        {openCase && <OpenRequests id={openCase} />}
        <p>{t('act.two-factor-text')}</p>
        <fieldset class="asked">
          <legend>{t('act.two-factor-for')}</legend>
          <div class="row">
            {([24, 48] as const).map((hours) => (
              <Button key={hours} kind="plain" busy={act.busy} onClick={() => void switchOff(hours)}>
                {t(`act.two-factor-${hours}`)}
              </Button>
            ))}
          </div>
        </fieldset>
        <ErrorNote error={act.error} />
      </Dialog>
    </>
  )
}
