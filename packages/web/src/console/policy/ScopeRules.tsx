import { type SettingName, type Settings, settingNames, shippedSettings, stricterOf } from '@sparekey/protocol/policy-settings'
import { t } from '../../messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { settingName, valueText } from './setting-words.ts'

interface ScopeRulesProps {
  held: Settings
  /** What everyone is asked, where this is a group. */
  everyone?: Settings
}

const shipped: Settings = shippedSettings

/** The rules of a scope in words; what differs from what was shipped is marked, and of a group what everyone is asked stands below. */
export function ScopeRules({ held, everyone }: ScopeRulesProps) {
  const said = settingNames.filter((setting) => held[setting] !== undefined)
  return (
    <div class="policy-rules">
      <Facts
        facts={said.map((setting) => [
          settingName(setting),
          <span key={setting} class="stack close">
            <Value setting={setting} value={held[setting] ?? ''} everyone={everyone !== undefined} />
            {everyone && <span class="quiet small">{sourceText(setting, held[setting] ?? '', everyone[setting])}</span>}
          </span>,
        ])}
      />
    </div>
  )
}

function Value({ setting, value, everyone }: { setting: SettingName; value: string; everyone: boolean }) {
  const text = valueText(setting, value)
  if (everyone || value === shipped[setting]) return <span>{text}</span>
  return (
    <>
      <span class="row">
        <b>{text}</b> <Tag kind="warn">{t('policy.changed')}</Tag>
      </span>
      <span class="quiet small">{t('policy.shipped', { value: valueText(setting, shipped[setting]) })}</span>
    </>
  )
}

/** Whose word holds where a group and everyone say something. */
function sourceText(setting: SettingName, own: string, all: string | undefined): string {
  const holds = all === undefined ? own : stricterOf(setting, own, all)
  if (holds === own) return t('policy.holds-own', { value: valueText(setting, all) })
  return t(holds === all ? 'policy.holds-everyone' : 'policy.holds-both', { value: valueText(setting, holds) })
}
