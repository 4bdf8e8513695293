import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { language, t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { YesNo } from '../ui/YesNo.tsx'
import { LostPhoneDone } from './LostPhoneDone.tsx'
import type { PanelProps } from './panel-props.ts'
import type { Stopped } from './stopped.ts'

type Device = NonNullable<SignInView['cannot']>['devices'][number]

function useLost({ view, onView, reload }: PanelProps, devices: Device[]) {
  const [chosen, setChosen] = useState<string[]>(devices.length === 1 && devices[0] ? [devices[0].id] : [])
  const [number, setNumber] = useState(true)
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const [stopped, setStopped] = useState<Stopped>()
  const tick = (id: string, on: boolean): void => {
    setMissing(false)
    setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)))
  }
  const stop = async (): Promise<void> => {
    const lost = devices.filter((device) => chosen.includes(device.id))
    setMissing(lost.length === 0)
    if (lost.length === 0) return
    const numberToo = number && view.cannot?.number === true
    setBusy(true)
    const answer = await signInApi.lostPhone({ devices: lost.map((device) => device.id), number: numberToo })
    setBusy(false)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return reload()
    const names = new Intl.ListFormat(language(), { type: 'conjunction' }).format(lost.map((device) => device.name))
    setStopped({ names, number: numberToo })
    onView(answer.value)
  }
  return { chosen, tick, number, setNumber, busy, missing, refused, stopped, stop }
}

/** "I lost my phone": takes power away from the phone, and adds none (TD-8). Says what it does and what it does not. */
export function LostPhonePanel(props: PanelProps) {
  const { view, level = 1, choose } = props
  const devices = view.cannot?.devices ?? []
  const { chosen, tick, number, setNumber, busy, missing, refused, stopped, stop } = useLost(props, devices)
  if (stopped) return <LostPhoneDone stopped={stopped} {...props} />
  const heading = t('lost.title')
  return (
    <form
      class="stack far"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void stop()
      }}
    >
      <div class="stack close">
        <StepHeading level={level} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        <p class="quiet">{t('lost.do')}</p>
      </div>
      <fieldset class="choices">
        <legend>{t('lost.which')}</legend>
        {devices.map((device) => (
          <label key={device.id}>
            <input
              type="checkbox"
              value={device.id}
              checked={chosen.includes(device.id)}
              onChange={(event) => tick(device.id, event.currentTarget.checked)}
            />
            <span>{device.name}</span>
          </label>
        ))}
        <p class="error" role="alert">
          {missing && t('lost.missing')}
        </p>
      </fieldset>
      {view.cannot?.number && <YesNo question={t('lost.number')} yes={number} onAnswer={setNumber} />}
      <ul class="plain-list stack close">
        <li>{t('lost.does')}</li>
        <li>{t('lost.does-not')}</li>
        <li>{t('lost.back')}</li>
      </ul>
      <ErrorNote error={refused} />
      <Button type="submit" kind="bad" wide busy={busy}>
        {t('lost.button')}
      </Button>
      <div>
        <Button kind="link" onClick={() => choose('cannot')}>
          {t('common.back')}
        </Button>
      </div>
    </form>
  )
}
