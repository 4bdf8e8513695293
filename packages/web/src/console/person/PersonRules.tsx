import type { PersonView } from '@sparekey/protocol/console'
import { language, t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { Facts } from '../../ui/Facts.tsx'
import '../policy/policy.css'
import { isSetting, settingName, valueText } from '../policy/setting-words.ts'

/** The rules that hold for this account, each with who says so (EN-1). */
export function PersonRules({ rules }: Pick<PersonView, 'rules'>) {
  return (
    <Section title={t('person.rules')}>
      <details class="person-rules">
        <summary>{t('person.rules-lead')}</summary>
        <Facts
          facts={rules.flatMap(({ setting, value, from }) =>
            isSetting(setting)
              ? [
                  [
                    settingName(setting),
                    <span key={setting} class="stack close">
                      <span>{valueText(setting, value)}</span>
                      <span class="quiet small">{t('person.rules-from', { names: namesOf(from) })}</span>
                    </span>,
                  ],
                ]
              : [],
          )}
        />
      </details>
    </Section>
  )
}

const namesOf = (from: string[]): string =>
  new Intl.ListFormat(language(), { type: 'conjunction' }).format(
    from.map((one) => {
      if (one === 'everyone') return t('person.rules-everyone')
      return one === 'role' ? t('person.rules-role') : one
    }),
  )
