import { allMethods, type SettingName, type Settings, settings } from '@sparekey/protocol/policy-settings'
import type { ComponentChildren } from 'preact'
import { t } from '../../messages/messages.ts'
import { Field } from '../../ui/Field.tsx'
import { Segment } from '../case/Segment.tsx'
import type { FormValues } from './draft.ts'
import { methodName, settingName, valueText } from './setting-words.ts'

interface FieldsProps {
  values: FormValues
  onChange: (setting: SettingName, value: string) => void
  /** What everyone is asked, where this is a group: what is left empty is as that. */
  everyone: Settings | undefined
}

type NumberSetting = 'setUpDays' | 'sessionHours' | 'idleMinutes' | 'rememberDays' | 'matchDigits' | 'passwordMin'
type FlagSetting = 'required' | 'twoApprovers' | 'anyBrowser'

/** Every setting of a scope, by what it is about. */
export function SettingFields(props: FieldsProps) {
  return (
    <>
      <Part title={t('policy.set-up')}>
        <Flag {...props} setting="required" />
        <div class="policy-pair">
          <NumberField {...props} setting="setUpDays" label={t('policy.setUpDays-label')} hint={t('policy.setUpDays-hint')} />
          <Field
            label={t('policy.setUpBy-label')}
            hint={t('policy.setUpBy-hint')}
            name="setUpBy"
            type="date"
            value={props.values.setUpBy}
            onInput={(event) => props.onChange('setUpBy', event.currentTarget.value)}
          />
        </div>
      </Part>
      <Part title={t('policy.logging-in')}>
        <Methods {...props} />
        <div class="policy-pair">
          <NumberField {...props} setting="matchDigits" label={t('policy.matchDigits-label')} hint={t('policy.matchDigits-hint')} />
          <NumberField {...props} setting="passwordMin" label={t('policy.passwordMin-label')} hint={t('policy.passwordMin-hint')} />
        </div>
      </Part>
      <Part title={t('policy.staying')}>
        <div class="policy-pair">
          <NumberField {...props} setting="sessionHours" label={t('policy.sessionHours-label')} />
          <NumberField {...props} setting="idleMinutes" label={t('policy.idleMinutes-label')} />
        </div>
        <NumberField {...props} setting="rememberDays" label={t('policy.rememberDays-label')} hint={t('policy.rememberDays-hint')} />
      </Part>
      <Part title={t('policy.recovering')}>
        <Flag {...props} setting="twoApprovers" hint={t('policy.twoApprovers-hint')} />
        <Flag {...props} setting="anyBrowser" hint={t('policy.anyBrowser-hint')} />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="section stack">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function NumberField({
  values,
  onChange,
  everyone,
  setting,
  label,
  hint,
}: FieldsProps & { setting: NumberSetting; label: string; hint?: string }) {
  const { min, max } = settings[setting]
  const as = everyone && t('policy.as-everyone-value', { value: valueText(setting, everyone[setting]) })
  return (
    <Field
      label={label}
      hint={[hint, as].filter(Boolean).join(' ') || undefined}
      name={setting}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      step={1}
      required={everyone === undefined}
      value={values[setting]}
      onInput={(event) => onChange(setting, event.currentTarget.value)}
    />
  )
}

/** The two answers of everyone; a group has the stricter one, or says nothing. */
function Flag({ values, onChange, everyone, setting, hint }: FieldsProps & { setting: FlagSetting; hint?: string }) {
  const { strict } = settings[setting]
  const options: [string, string][] = everyone
    ? [
        ['', t('policy.as-everyone')],
        [strict, pickText(setting, strict)],
      ]
    : [
        ['yes', pickText(setting, 'yes')],
        ['no', pickText(setting, 'no')],
      ]
  const question = setting === 'twoApprovers' ? t('policy.twoApprovers-label') : settingName(setting)
  return (
    <div class="stack close">
      <Segment question={question} options={options} value={values[setting]} onChoose={(value) => onChange(setting, value)} />
      {hint && <p class="hint quiet small">{hint}</p>}
    </div>
  )
}

function pickText(setting: FlagSetting, value: 'yes' | 'no'): string {
  if (setting === 'required') return value === 'yes' ? t('policy.pick-required') : t('policy.pick-not-required')
  if (setting === 'twoApprovers') return value === 'yes' ? t('policy.pick-two') : t('policy.pick-one')
  return value === 'yes' ? t('policy.pick-possible') : t('policy.pick-not-possible')
}

function Methods({ values, onChange }: FieldsProps) {
  const chosen = values.methods.split(',')
  const turn = (method: string, on: boolean) =>
    onChange('methods', allMethods.filter((one) => (one === method ? on : chosen.includes(one))).join(','))
  return (
    <fieldset class="choices">
      <legend>{settingName('methods')}</legend>
      <p class="hint">{t('policy.methods-hint')}</p>
      {allMethods.map((method) => (
        <label key={method}>
          <input
            type="checkbox"
            name="methods"
            value={method}
            checked={chosen.includes(method)}
            disabled={method === 'phone'}
            onChange={(event) => turn(method, event.currentTarget.checked)}
          />
          <span>{methodName(method)}</span>
        </label>
      ))}
    </fieldset>
  )
}
